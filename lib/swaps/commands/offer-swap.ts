import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { swapOffers } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember, readScope } from "@/lib/auth/actor";
import { refuseTrainSlot } from "@/lib/domain/departure-gate";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideSwap } from "@/lib/domain/swap";
import { tell } from "@/lib/notices/tell";
import type { OfferSwapInput } from "@/lib/swaps/input";
import { isVisible, loadSwapFacts, lockPair, sideOf } from "@/lib/swaps/queries/swap-sides";

/** How long an offer stands unless told otherwise. */
const usualDays = 3;
const dayMs = 86_400_000;

/**
 * Offers an own slot for another team's of the same environment. Nothing moves until somebody of the other team accepts. Judged now as
 * it will be then, so that nobody is asked for what could not be done.
 *
 * Refuses what `decideSwap` refuses (`forbidden` for a slot that is not the actor's to move), a slot that the actor cannot see
 * (`not_found`), an end of the offer in the past (`in_the_past`), and the same offer twice (`conflict`, by the database).
 */
export async function offerSwap(
  tx: Tx,
  actor: Actor,
  { slotId, forSlotId, message, expiresAt }: OfferSwapInput,
  now: Date,
): Promise<Result<{ swapId: string; expiresAt: Date }>> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  const scope = readScope(actor);
  const [own, other] = await lockPair(tx, slotId, forSlotId);
  if (!isVisible(own, scope) || !isVisible(other, scope)) return refuse("not_found", "There is no such slot.");
  const train = refuseTrainSlot(own, "moving") ?? refuseTrainSlot(other, "moving");
  if (train !== undefined) return train;
  const mine = { personId: actor.personId, reach: actor.permissions.get("slot.book") ?? [] };
  const theirs = { personId: actor.personId, reach: [other.teamId] };
  const facts = await loadSwapFacts(tx, own, other, scope);
  const sides = [await sideOf(tx, own, mine), await sideOf(tx, other, theirs)] as const;
  const decision = decideSwap(...sides, facts, now);
  if (!decision.ok) return decision;
  if (expiresAt !== undefined && expiresAt <= now) {
    return refuse("in_the_past", "An offer must last longer than until now.", { field: "expiresAt" });
  }
  const latest = Math.min(own.during.start.getTime(), other.during.start.getTime());
  const end = new Date(Math.min(expiresAt?.getTime() ?? now.getTime() + usualDays * dayMs, latest));
  const swapId = newId();
  await tx.insert(swapOffers).values({
    id: swapId,
    slotId,
    forSlotId,
    message,
    offeredBy: actor.personId,
    offeredAt: now,
    expiresAt: end,
    createdAt: now,
  });
  const [mySide, theirSide] = sides;
  await recordAudit(tx, actor, now, {
    action: "swap.offered",
    subject: { kind: "swap", id: swapId, name: mySide.name },
    data: { slotId, forSlotId, for: theirSide.name, expiresAt: end },
  });
  await tell(tx, actor, now, {
    to: [other.bookedBy],
    kind: "swap_offered",
    subject: { noun: "bookings", id: swapId },
    params: { slot: theirSide.name, by: actor.name },
  });
  await announce(tx, { noun: "swaps", id: swapId });
  return accept({ swapId, expiresAt: end });
}
