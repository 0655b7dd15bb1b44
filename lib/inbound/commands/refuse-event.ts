import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record";
import type { Refusal } from "@/lib/domain/refusal";

/** Puts on the record that somebody sent what the source's secret did not sign. Who it was is not known, so the log names a visitor. */
export async function recordRefusedEvent(
  tx: Tx,
  { sourceId, name, ip }: { sourceId: string; name: string; ip: string },
  refusal: Refusal,
  now: Date,
): Promise<void> {
  await recordAudit(tx, { kind: "visitor" }, now, {
    action: "inbound_event.refused",
    subject: { kind: "inbound source", id: sourceId, name },
    data: { code: refusal.code, reason: refusal.message, ip },
  });
}
