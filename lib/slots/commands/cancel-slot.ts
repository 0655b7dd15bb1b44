import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { decideCancel } from "@/lib/domain/booking";
import { accept, type Result } from "@/lib/domain/refusal";
import type { CancelSlotInput } from "@/lib/slots/input";
import { loadAboard } from "@/lib/slots/queries/aboard";
import { bookerOf } from "./booker";
import { lockVisibleSlot } from "./lock-visible-slot";

/**
 * Gives a slot up, for good: its room is free for others at once, its releases stay as they are and can be booked anew, and
 * calendars drop it (a higher sequence number). Allowed until it opens, also after its start.
 *
 * Refuses what `decideCancel` refuses and a slot that the actor cannot see (`not_found`).
 */
export async function cancelSlot(
  tx: Tx,
  actor: Actor,
  { slotId, reason }: CancelSlotInput,
  now: Date,
): Promise<Result<{ slotId: string }>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const locked = await lockVisibleSlot(tx, actor, slotId);
  if (!locked.ok) return locked;
  const decision = decideCancel(booker.value, locked.value);
  if (!decision.ok) return decision;
  await tx
    .update(slots)
    .set({
      status: "cancelled",
      cancelReason: reason,
      cancelledBy: booker.value.personId,
      closedAt: now,
      sequence: sql`${slots.sequence} + 1`,
    })
    .where(eq(slots.id, slotId));
  const { start, end } = decision.value.during;
  const releases = await loadAboard(tx, slotId);
  const entries = releases.map(({ releaseId, serviceName, version }) => ({
    releaseId,
    name: `${serviceName} ${version}`,
  }));
  await recordAudit(
    tx,
    actor,
    now,
    ...(entries.length > 0 ? entries : [{ releaseId: undefined, name: "" }]).map(({ releaseId, name }) => ({
      action: "slot.cancelled" as const,
      subject: { kind: "slot", id: slotId, name },
      releaseId,
      data: { reason, start, end },
    })),
  );
  await announce(tx, { noun: "slots", id: slotId });
  return accept({ slotId });
}
