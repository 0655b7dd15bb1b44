import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record";
import type { Refusal } from "@/lib/domain/refusal";

/**
 * Puts a refused report on the record. In a transaction of its own: the refusal rolls its own one back. Who sent it is not
 * known unless the signature was right, so the log names a visitor.
 */
export async function recordRefusedReport(
  tx: Tx,
  report: { deploymentId: string; targetId: string; isSigned: boolean; ip: string },
  refusal: Refusal,
  now: Date,
): Promise<void> {
  const { deploymentId, targetId, isSigned, ip } = report;
  const actor = isSigned ? ({ kind: "receiver", targetId } as const) : ({ kind: "visitor" } as const);
  await recordAudit(tx, actor, now, {
    action: "report.refused",
    subject: { kind: "deployment", id: deploymentId },
    data: { code: refusal.code, reason: refusal.message, ip },
  });
}
