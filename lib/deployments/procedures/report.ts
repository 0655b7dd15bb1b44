import { z } from "zod";
import type { Database } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import { acceptReport } from "@/lib/deployments/commands/accept-report";
import { recordRefusedReport } from "@/lib/deployments/commands/refuse-report";
import { type ReportBody, reportBody, type SignedReportInput, signedReportInput } from "@/lib/deployments/input";
import { loadReportSecrets } from "@/lib/deployments/queries/report-secrets";
import { refuse } from "@/lib/domain/refusal";
import { uuid } from "@/lib/fields";
import { publicBecause } from "@/lib/rpc/access";
import { procedure } from "@/lib/rpc/procedure";
import { verifyReport } from "./verify-report";

/**
 * How a receiver reports. Its signature is the only key, so nobody signs in here. Every refusal of a report on a deployment
 * that exists leaves an audit row.
 */
export const report = procedure({
  access: publicBecause("a receiver proves itself by the signature of its target's secret"),
  method: "POST",
  path: "/deployments/{deploymentId}/reports",
  summary: "Report how a deployment goes, signed by Standard Webhooks with the target's secret",
  tags: ["Deployments"],
  input: signedReportInput,
  output: z.object({ deploymentId: uuid, status: z.enum(["running", "succeeded", "failed"]) }),
  handler: async ({ input, context, now, db }) => {
    const { deploymentId } = input;
    const target = await loadReportSecrets(db, deploymentId, now);
    if (target === undefined) return refuse("not_found", "There is no such deployment.");
    const { targetId, secrets } = target;
    const verified = verifyReport(reportBody, input, secrets, now);
    const result = verified.ok ? await take(db, input, targetId, verified.value, now) : verified;
    if (!result.ok) {
      const known = { deploymentId, targetId, isSigned: verified.ok, ip: context.request.ip };
      await db.transaction((tx) => recordRefusedReport(tx, known, result.refusal, now));
    }
    return result;
  },
});

function take(
  db: Database,
  { deploymentId, webhookId }: SignedReportInput,
  targetId: string,
  body: ReportBody,
  now: Date,
) {
  const actor = { kind: "receiver", targetId } as const;
  return inTransaction(db, (tx) => acceptReport(tx, actor, { deploymentId, webhookId, ...body }, now));
}
