import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots, waitlistEntries } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember, readScope, requireReach } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { addJob } from "@/lib/jobs/enqueue";
import type { WaitlistEntryInput } from "@/lib/waitlist/input";

/**
 * Leaves the line for good; what was offered goes to the next in line. For whoever may book for the team. Refuses `not_found`,
 * `forbidden`, and a place in line that is over (`offer_over`). Leaving twice changes nothing.
 */
export async function leaveWaitlist(
  tx: Tx,
  actor: Actor,
  { entryId }: WaitlistEntryInput,
  now: Date,
): Promise<Result<{ entryId: string }>> {
  const found = await lockEntry(tx, actor, entryId);
  if (!found.ok) return found;
  const entry = found.value;
  if (entry.status === "withdrawn") return accept({ entryId });
  if (entry.status !== "waiting" && entry.status !== "offered") {
    return refuse("offer_over", `This place in line is ${entry.status}.`);
  }
  if (entry.status === "offered") await giveBack(tx, entry);
  await tx
    .update(waitlistEntries)
    .set({ status: "withdrawn", endedAt: now, offerUntil: null })
    .where(eq(waitlistEntries.id, entryId));
  await recordAudit(tx, actor, now, { action: "waitlist.withdrawn", subject: { kind: "waitlist", id: entryId } });
  await announce(tx, { noun: "waitlist", id: entryId });
  return accept({ entryId });
}

/**
 * Declines the room that is offered: it goes to the next in line, and the team waits on, in its place, for other room. Whoever the
 * room was offered to, or anybody who may book for their team. Refuses `not_found`, `forbidden`, and when nothing is offered (any
 * more: `offer_over`).
 */
export async function declineOffer(
  tx: Tx,
  actor: Actor,
  { entryId }: WaitlistEntryInput,
  now: Date,
): Promise<Result<{ entryId: string }>> {
  const found = await lockEntry(tx, actor, entryId);
  if (!found.ok) return found;
  const entry = found.value;
  if (entry.status !== "offered") return refuse("offer_over", "Nothing is offered here any more.");
  const place = await giveBack(tx, entry);
  await tx.update(waitlistEntries).set({ status: "waiting", offerUntil: null }).where(eq(waitlistEntries.id, entryId));
  await recordAudit(tx, actor, now, {
    action: "waitlist.passed",
    subject: { kind: "waitlist", id: entryId },
    data: { slotId: entry.offeredSlotId, declined: true, ...place },
  });
  await announce(tx, { noun: "waitlist", id: entryId });
  return accept({ entryId });
}

type Entry = typeof waitlistEntries.$inferSelect;

async function lockEntry(tx: Tx, actor: Actor, entryId: string): Promise<Result<Entry>> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  // The hold before the entry, as whoever books or expires the hold locks them.
  const [known] = await tx.select().from(waitlistEntries).where(eq(waitlistEntries.id, entryId));
  if (known?.offeredSlotId) {
    await tx.select({ id: slots.id }).from(slots).where(eq(slots.id, known.offeredSlotId)).for("update");
  }
  const [entry] = await tx.select().from(waitlistEntries).where(eq(waitlistEntries.id, entryId)).for("update");
  if (entry === undefined || !reaches(readScope(actor), entry.teamId)) {
    return refuse("not_found", "There is no such place in line.");
  }
  const allowed = requireReach(actor, "slot.book", entry.teamId);
  return allowed.ok ? accept(entry) : allowed;
}

/** Ends the hold of an offer; its room goes to the next in line by a job of the same transaction. */
async function giveBack(tx: Tx, { offeredSlotId, environmentId }: Entry) {
  if (offeredSlotId === null) throw new Error("an offer without a hold");
  const [hold] = await tx
    .update(slots)
    .set({ status: "cancelled" })
    .where(and(eq(slots.id, offeredSlotId), eq(slots.status, "held")))
    .returning({ occurrenceId: slots.occurrenceId, lane: slots.lane, during: slots.during });
  await addJob(tx, "offer_room", { environmentId }, { key: `offer_room:${environmentId}` });
  await announce(tx, { noun: "slots", id: offeredSlotId });
  return hold && { occurrenceId: hold.occurrenceId, lane: hold.lane, start: hold.during.start, end: hold.during.end };
}
