import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { blockers } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, requireReach } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { PlaceBlockerInput } from "@/lib/slots/input";
import { shippedBy } from "@/lib/slots/queries/shipped-by";
import { lockVisibleSlot } from "./lock-visible-slot";

/**
 * "Hold back": a fact with a name and a reason that keeps a booked slot from opening until somebody lets it go. The lock on
 * the slot decides a race with its opening: either the blocker is there first, or the slot has opened and is refused here.
 *
 * Refuses a slot the actor cannot see (`not_found`) or may not open (`forbidden`), and one that is not booked
 * (`slot_not_live`): what already runs is not interrupted.
 */
export async function placeBlocker(
  tx: Tx,
  actor: Actor,
  { slotId, reason }: PlaceBlockerInput,
  now: Date,
): Promise<Result<{ blockerId: string }>> {
  const locked = await lockVisibleSlot(tx, actor, slotId);
  if (!locked.ok) return locked;
  const allowed = requireReach(actor, "slot.open", locked.value.teamId);
  if (!allowed.ok) return allowed;
  const { status } = locked.value;
  if (status !== "booked") {
    return refuse("slot_not_live", `Only a booked slot can be held back; this one is ${status}.`);
  }
  const id = newId();
  await tx.insert(blockers).values({ id, slotId, reason, placedBy: allowed.value.personId, placedAt: now });
  const shipped = await shippedBy(tx, slotId);
  await recordAudit(
    tx,
    actor,
    now,
    ...shipped.releaseIds.map((releaseId) => ({
      action: "blocker.placed" as const,
      subject: { kind: "slot", id: slotId, name: shipped.name },
      releaseId,
      data: { blockerId: id, reason },
    })),
  );
  await announce(tx, { noun: "slots", id: slotId });
  return accept({ blockerId: id });
}
