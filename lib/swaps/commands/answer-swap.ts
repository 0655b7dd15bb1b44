import { and, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots, swapOffers } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import { type Actor, readScope, requireReach } from "@/lib/auth/actor";
import type { Place } from "@/lib/domain/booking-facts";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideSwap, type SwapSide } from "@/lib/domain/swap";
import type { AnswerSwapInput, SwapInput } from "@/lib/swaps/input";
import { isVisible, loadSwapFacts, lockPair, type SlotRow, sideOf } from "@/lib/swaps/queries/swap-sides";

/**
 * Accepts a swap: both slots change places in this transaction, or neither. Each is judged once more by the rules of a move; where
 * they stood is kept (`movedFrom`), calendars are told by higher sequence numbers, and approvals go stale where the policy covers the
 * time (rule 5). Every other offer that one of the two is part of lapses.
 *
 * For whoever may book for the other team (`forbidden`). Refuses an offer that is over, by answer, time or because a slot no longer
 * stands there (`offer_over`), and what `decideSwap` refuses. Of two who answer at once one is refused.
 */
export async function acceptSwap(
  tx: Tx,
  actor: Actor,
  { swapId, answer }: AnswerSwapInput,
  now: Date,
): Promise<Result<{ swapId: string }>> {
  const found = await lockOffer(tx, actor, swapId);
  if (!found.ok) return found;
  const { offer, own, other } = found.value;
  const allowed = requireReach(actor, "slot.book", other.teamId);
  if (!allowed.ok) return allowed;
  if (offer.status !== "offered" || offer.expiresAt <= now) return refuse("offer_over", overIn(offer.status));
  const facts = await loadSwapFacts(tx, own, other, readScope(actor));
  // The offer is the other team's yes, given when it was made.
  const offered = await sideOf(tx, own, { personId: offer.offeredBy, reach: [own.teamId] });
  const accepted = await sideOf(tx, other, { personId: allowed.value.personId, reach: [other.teamId] });
  const decision = decideSwap(offered, accepted, facts, now);
  if (!decision.ok) return decision;

  // Each stands in the other's way until both have moved; nothing that overlaps is committed.
  await tx.execute(sql`set constraints slots_no_overlap_in_lane, slot_releases_one_service_at_a_time deferred`);
  await move(tx, own, decision.value.slot);
  await move(tx, other, decision.value.forSlot);
  await tx.execute(sql`set constraints slots_no_overlap_in_lane, slot_releases_one_service_at_a_time immediate`);

  await decide(tx, swapId, "accepted", allowed.value.personId, answer, now);
  const lapsed = await lapseOthers(tx, swapId, [own.id, other.id], now);
  await recordAudit(
    tx,
    actor,
    now,
    { action: "swap.accepted", subject: { kind: "swap", id: swapId, name: offered.name }, data: { answer } },
    ...swapped(offered, decision.value.slot, accepted.name),
    ...swapped(accepted, decision.value.forSlot, offered.name),
    ...lapsed.map((id) => ({ action: "swap.lapsed" as const, subject: { kind: "swap", id } })),
  );
  await announce(
    tx,
    { noun: "slots", id: own.id },
    { noun: "slots", id: other.id },
    ...[swapId, ...lapsed].map((id) => ({ noun: "swaps" as const, id })),
  );
  return accept({ swapId });
}

/** Declines a swap, with an answer. For whoever may book for the team that was asked. Refuses like `acceptSwap`. */
export async function declineSwap(
  tx: Tx,
  actor: Actor,
  { swapId, answer }: AnswerSwapInput,
  now: Date,
): Promise<Result<{ swapId: string }>> {
  const found = await lockOffer(tx, actor, swapId);
  if (!found.ok) return found;
  const allowed = requireReach(actor, "slot.book", found.value.other.teamId);
  if (!allowed.ok) return allowed;
  return await end(tx, actor, found.value.offer, "declined", allowed.value.personId, answer, now);
}

/** Takes an offer back. For whoever may book for the team that made it. Refuses like `acceptSwap`. */
export async function withdrawSwap(
  tx: Tx,
  actor: Actor,
  { swapId }: SwapInput,
  now: Date,
): Promise<Result<{ swapId: string }>> {
  const found = await lockOffer(tx, actor, swapId);
  if (!found.ok) return found;
  const allowed = requireReach(actor, "slot.book", found.value.own.teamId);
  if (!allowed.ok) return allowed;
  return await end(tx, actor, found.value.offer, "withdrawn", allowed.value.personId, "", now);
}

type Offer = typeof swapOffers.$inferSelect;
type OwnedSlot = SlotRow & { teamId: string };

/** Locks the slots before the offer: whoever moves a slot has it locked when they let its offers lapse. */
async function lockOffer(
  tx: Tx,
  actor: Actor,
  swapId: string,
): Promise<Result<{ offer: Offer; own: OwnedSlot; other: OwnedSlot }>> {
  const none = refuse("not_found", "There is no such offer.");
  const [known] = await tx.select().from(swapOffers).where(eq(swapOffers.id, swapId));
  if (known === undefined) return none;
  const [own, other] = await lockPair(tx, known.slotId, known.forSlotId);
  const [offer] = await tx.select().from(swapOffers).where(eq(swapOffers.id, swapId)).for("update");
  const scope = readScope(actor);
  if (offer === undefined || !isVisible(own, scope) || !isVisible(other, scope)) return none;
  return accept({ offer, own, other });
}

const overIn = (status: Offer["status"]) =>
  status === "offered" ? "This offer has lapsed: its time is over." : `This offer was ${status} already.`;

async function move(tx: Tx, slot: SlotRow, to: Place): Promise<void> {
  await tx
    .update(slots)
    .set({ ...to, movedFrom: slot.during, sequence: sql`${slots.sequence} + 1` })
    .where(eq(slots.id, slot.id));
}

const recorded = ({ occurrenceId, lane, during }: Place) => ({
  occurrenceId,
  lane,
  start: during.start,
  end: during.end,
});

/** One entry in the history of each release aboard. */
function swapped({ slot, releases }: SwapSide, to: Place, withName: string): AuditEntry[] {
  const data = { with: withName, from: recorded(slot), to: recorded(to) };
  const aboard = releases.map(({ releaseId, serviceName, version }) => ({
    releaseId,
    name: `${serviceName} ${version}`,
  }));
  return (aboard.length > 0 ? aboard : [{ releaseId: undefined, name: "" }]).map(({ releaseId, name }) => ({
    action: "slot.swapped",
    subject: { kind: "slot", id: slot.id, name },
    releaseId,
    data,
  }));
}

async function decide(
  tx: Tx,
  swapId: string,
  status: "accepted" | "declined" | "withdrawn",
  decidedBy: string,
  answer: string,
  now: Date,
): Promise<void> {
  await tx.update(swapOffers).set({ status, decidedBy, decidedAt: now, answer }).where(eq(swapOffers.id, swapId));
}

async function end(
  tx: Tx,
  actor: Actor,
  offer: Offer,
  status: "declined" | "withdrawn",
  personId: string,
  answer: string,
  now: Date,
): Promise<Result<{ swapId: string }>> {
  if (offer.status !== "offered") return refuse("offer_over", overIn(offer.status));
  await decide(tx, offer.id, status, personId, answer, now);
  await recordAudit(tx, actor, now, {
    action: `swap.${status}`,
    subject: { kind: "swap", id: offer.id },
    data: answer === "" ? {} : { answer },
  });
  await announce(tx, { noun: "swaps", id: offer.id });
  return accept({ swapId: offer.id });
}

async function lapseOthers(tx: Tx, swapId: string, slotIds: string[], now: Date): Promise<string[]> {
  const lapsed = await tx
    .update(swapOffers)
    .set({ status: "lapsed", decidedAt: now })
    .where(
      and(
        eq(swapOffers.status, "offered"),
        ne(swapOffers.id, swapId),
        or(inArray(swapOffers.slotId, slotIds), inArray(swapOffers.forSlotId, slotIds)),
      ),
    )
    .returning({ id: swapOffers.id });
  return lapsed.map(({ id }) => id);
}
