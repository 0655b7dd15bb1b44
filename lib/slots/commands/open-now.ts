import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { slots } from "@/db/schema";
import { type Actor, requireReach } from "@/lib/auth/actor";
import { refuseTrainSlot } from "@/lib/domain/departure-gate";
import { decideGoNow } from "@/lib/domain/opening";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SlotInput } from "@/lib/slots/input";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { lapseSwaps } from "./lapse-swaps";
import { lockReleasesOfSlot } from "./lock-releases-of-slot";
import { lockVisibleSlot } from "./lock-visible-slot";
import { openAtOnce } from "./open-at-once";

/**
 * "Go now": opens a booked slot at this moment instead of at its start, with the same writes as the worker's opening. An early
 * slot's start moves to `now` in the same transaction, so that its lane and its services are taken from now on.
 *
 * Refuses a slot the actor cannot see (`not_found`) or may not open (`forbidden`), one that is not booked or is over
 * (`slot_not_live`; so of two who press at once one is refused, case 24), closed gates (`gates_closed`, with each rule and when
 * it would pass), and a start that would cross another slot (`lane_taken`, `service_taken`).
 */
export async function openNow(
  tx: Tx,
  actor: Actor,
  { slotId }: SlotInput,
  now: Date,
): Promise<Result<{ slotId: string }>> {
  const locked = await lockVisibleSlot(tx, actor, slotId);
  if (!locked.ok) return locked;
  const train = refuseTrainSlot(locked.value, "opening");
  if (train !== undefined) return train;
  const allowed = requireReach(actor, "slot.open", locked.value.teamId);
  if (!allowed.ok) return allowed;
  await lockReleasesOfSlot(tx, slotId);
  const facts = (await loadSlotFacts(tx, [slotId], now)).get(slotId);
  if (facts === undefined) return refuse("not_found", "There is no such slot.");
  const decision = decideGoNow(facts, now);
  if (!decision.ok) return decision;
  const { during } = decision.value;
  if (during.start < facts.slot.during.start) {
    await tx
      .update(slots)
      .set({ during, movedFrom: facts.slot.during, sequence: sql`${slots.sequence} + 1` })
      .where(eq(slots.id, slotId));
  }
  const { slotIds } = await openAtOnce(tx, actor, { ...facts, slot: { ...facts.slot, during } }, now);
  if (slotIds.length === 0) return refuse("slot_not_live", "The slot was opened or given up at this moment.");
  await lapseSwaps(tx, actor, slotIds, now);
  return accept({ slotId });
}
