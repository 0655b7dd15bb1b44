import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { approvals, type freezes, postponements, slots } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { Place } from "@/lib/domain/booking-facts";
import { planThaw } from "@/lib/domain/thaw";
import { tell } from "@/lib/notices/tell";
import type { WaitingSlot } from "@/lib/slots/queries/postponed-slots";
import { approvalContentOf } from "@/lib/slots/queries/slot-content";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { loadThawedStarts, loadThawFacts, thawHorizon } from "@/lib/slots/queries/thaw-facts";
import { expireHolds } from "./expire-holds";
import { type BookedSlot, putReleasesAboard } from "./put-releases-aboard";
import { takeTurn } from "./take-turn";

export type LockedFreeze = Pick<typeof freezes.$inferSelect, "id" | "name" | "thaw" | "thawPerHour">;

/**
 * Books what a freeze had postponed into the next free place that keeps the pace, for `bookedBy`, and ends the postponement. The
 * caller holds the lock of the freeze, so that what is planned at this moment by somebody else counts for the pace. `undefined`: there
 * is no such place within sixty days, and nothing was written.
 *
 * Signatures follow their digest: those whose content the new slot has word for word go along, the others stay with the missed slot
 * (rule 5).
 */
export async function planAgain(
  tx: Tx,
  actor: Actor,
  { waiting, freeze, bookedBy }: { waiting: WaitingSlot; freeze: LockedFreeze; bookedBy: string },
  now: Date,
): Promise<BookedSlot | undefined> {
  const { environmentId } = waiting;
  await expireHolds(tx, { kind: "worker" }, now, { environmentId, during: thawHorizon(now) });
  const facts = await loadThawFacts(tx, environmentId, now);
  const starts = await loadThawedStarts(tx, freeze.id, environmentId);
  const thaw = { facts, starts, perHour: freeze.thawPerHour };
  const place = planThaw(waiting, thaw, now);
  if (place === undefined) return undefined;
  // Whoever books there at this moment is first: the exclusion constraint then refuses, and the next round looks again.
  await takeTurn(tx, { environmentId, ...place });
  const booked = await insertSlot(tx, actor, { waiting, freeze, bookedBy, place }, now);
  await carrySignatures(tx, waiting.id, booked.slotId, now);
  const ended = await tx
    .update(postponements)
    .set({ status: "planned", plannedSlotId: booked.slotId, endedAt: now, updatedAt: now })
    .where(and(eq(postponements.id, waiting.postponementId), eq(postponements.status, "waiting")));
  if (ended.rowCount !== 1) throw new Error("a postponement ended under the lock of its freeze");
  await tell(tx, actor, now, {
    to: [waiting.bookedBy],
    kind: "slot_planned_again",
    subject: { noun: "slots", id: booked.slotId },
    params: {
      slot: waiting.releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", "),
      start: place.during.start.toISOString(),
      freeze: freeze.name,
    },
  });
  await announce(tx, { noun: "freezes", id: freeze.id });
  return booked;
}

type Planned = { waiting: WaitingSlot; freeze: LockedFreeze; bookedBy: string; place: Place };

async function insertSlot(tx: Tx, actor: Actor, { waiting, freeze, bookedBy, place }: Planned, now: Date) {
  const { environmentId, teamId, origin, during, releases } = waiting;
  const [slot] = await tx
    .insert(slots)
    .values({ ...place, environmentId, teamId, origin, status: "booked", bookedBy, bookedAt: now })
    .returning();
  if (slot === undefined) throw new Error("the slot was not inserted");
  const data = { freeze: freeze.name, from: { start: during.start }, to: { start: place.during.start } };
  const booked = await putReleasesAboard(tx, actor, slot, releases, now, {
    action: "slot.planned_again",
    data,
  });
  if (!booked.ok) throw new Error("releases that were aboard before could not go aboard again");
  return booked.value;
}

async function carrySignatures(tx: Tx, fromSlotId: string, toSlotId: string, now: Date): Promise<void> {
  const facts = (await loadSlotFacts(tx, [toSlotId], now)).get(toSlotId);
  const content = facts && approvalContentOf(facts);
  if (!content) return;
  const signed = await tx
    .select()
    .from(approvals)
    .where(and(eq(approvals.slotId, fromSlotId), eq(approvals.content, content)))
    .orderBy(approvals.givenAt);
  if (signed.length === 0) return;
  await tx.insert(approvals).values(signed.map(({ id: _, ...signature }) => ({ ...signature, slotId: toSlotId })));
}
