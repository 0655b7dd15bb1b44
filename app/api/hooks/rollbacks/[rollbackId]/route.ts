import { call } from "@orpc/server";
import { takeReport } from "@/app/api/hooks/take-report";
import { deploymentsProcedures } from "@/lib/deployments/procedures";

type Params = { params: Promise<{ rollbackId: string }> };

/** Where receivers report how a rollback goes. */
export async function POST(request: Request, { params }: Params) {
  const { rollbackId } = await params;
  return await takeReport(request, (report, options) =>
    call(deploymentsProcedures.rollbackReport, { rollbackId, ...report }, options),
  );
}
