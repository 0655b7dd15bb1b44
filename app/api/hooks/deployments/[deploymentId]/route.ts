import { call } from "@orpc/server";
import { takeReport } from "@/app/api/hooks/take-report";
import { deploymentsProcedures } from "@/lib/deployments/procedures";

type Params = { params: Promise<{ deploymentId: string }> };

/** Where receivers report how a deployment goes. */
export async function POST(request: Request, { params }: Params) {
  const { deploymentId } = await params;
  return await takeReport(request, (report, options) =>
    call(deploymentsProcedures.report, { deploymentId, ...report }, options),
  );
}
