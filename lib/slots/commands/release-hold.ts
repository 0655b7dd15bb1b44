import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SlotInput } from "@/lib/slots/input";
import { isOffered } from "@/lib/slots/queries/offered-hold";
import { bookerOf } from "./booker";
import { lockVisibleSlot } from "./lock-visible-slot";
import { offerFreedRoom } from "./offer-freed-room";

/**
 * Gives an own hold back, so that the place is free at once and not only when the hold runs out. One that is over already is
 * no refusal: a form that closes does not care. Refuses somebody else's hold (`hold_of_another`), a slot that is no hold any
 * more (`slot_not_live`) and one that does not exist (`not_found`).
 */
export async function releaseHold(
  tx: Tx,
  actor: Actor,
  { slotId }: SlotInput,
  now: Date,
): Promise<Result<{ slotId: string }>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const slot = await lockVisibleSlot(tx, actor, slotId);
  if (!slot.ok) return slot;
  const { status, heldBy } = slot.value;
  if (heldBy !== booker.value.personId) {
    return refuse("hold_of_another", "Somebody else holds this slot while they fill in the form.");
  }
  if (status === "expired" || status === "cancelled") return accept({ slotId });
  // What was offered from the waitlist stays until it is declined: closing a form is no answer.
  if (status === "held" && (await isOffered(tx, slotId))) return accept({ slotId });
  if (status !== "held") return refuse("slot_not_live", `This slot is ${status}; it is no hold any more.`);
  await tx.update(slots).set({ status: "cancelled" }).where(eq(slots.id, slotId));
  await recordAudit(tx, actor, now, { action: "slot.released", subject: { kind: "slot", id: slotId } });
  await offerFreedRoom(tx, [slot.value.environmentId]);
  await announce(tx, { noun: "slots", id: slotId });
  return accept({ slotId });
}
