import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { acceptRollbackReport } from "@/lib/deployments/commands/accept-rollback-report";
import { recordRefusedReport } from "@/lib/deployments/commands/refuse-report";
import { rollBack } from "@/lib/deployments/commands/roll-back";
import { rollBackInput, rollbackReportBody, signedRollbackReportInput } from "@/lib/deployments/input";
import { loadRollbackSecrets } from "@/lib/deployments/queries/report-secrets";
import { refuse } from "@/lib/domain/refusal";
import { rollbackReportStates } from "@/lib/domain/rollback-state";
import { uuid } from "@/lib/fields";
import { publicBecause } from "@/lib/rpc/access";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { verifyReport } from "./verify-report";

/** The way back from a deployment, and what its receiver says of it. */
export const rollbackProcedures = {
  rollBack: procedure({
    access: "slot.open",
    method: "POST",
    path: "/deployments/{deploymentId}/rollback",
    summary:
      "Roll back: call the target to go back, in every freeze and outside every window; newer candidates are held",
    tags: ["Deployments"],
    status: 201,
    input: rollBackInput,
    output: z.object({ rollbackId: uuid, heldSlots: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => rollBack(tx, memberOf(actor), input, now)),
  }),
  rollbackReport: procedure({
    access: publicBecause("a receiver proves itself by the signature of its target's secret"),
    method: "POST",
    path: "/rollbacks/{rollbackId}/reports",
    summary: "Report how a rollback goes, signed by Standard Webhooks with the target's secret",
    tags: ["Deployments"],
    input: signedRollbackReportInput,
    output: z.object({ rollbackId: uuid, status: z.enum(rollbackReportStates) }),
    handler: async ({ input, context, now, db }) => {
      const { rollbackId, webhookId } = input;
      const known = await loadRollbackSecrets(db, rollbackId, now);
      if (known === undefined) return refuse("not_found", "There is no such rollback.");
      const { deploymentId, targetId, secrets } = known;
      const verified = verifyReport(rollbackReportBody, input, secrets, now);
      const actor = { kind: "receiver", targetId } as const;
      const result = verified.ok
        ? await inTransaction(db, (tx) =>
            acceptRollbackReport(tx, actor, { rollbackId, webhookId, ...verified.value }, now),
          )
        : verified;
      if (!result.ok) {
        const report = { deploymentId, targetId, isSigned: verified.ok, ip: context.request.ip };
        await db.transaction((tx) => recordRefusedReport(tx, report, result.refusal, now));
      }
      return result;
    },
  }),
};
