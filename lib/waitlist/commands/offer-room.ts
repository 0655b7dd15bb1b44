import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { slots, waitlistEntries } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { BookedRelease, TakenSlot } from "@/lib/domain/booking-facts";
import { accept, type Result } from "@/lib/domain/refusal";
import { unbookableReleaseStates } from "@/lib/domain/release-state";
import { findOffer, isOver } from "@/lib/domain/waitlist";
import { tell } from "@/lib/notices/tell";
import { findBookedReleases } from "@/lib/slots/queries/booked-releases";
import { loadBookingFacts } from "@/lib/slots/queries/booking-facts";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { loadSoakWait } from "@/lib/slots/queries/soak-facts";
import { loadPassedPlaces } from "@/lib/waitlist/queries/passed-places";

/** Looked at in one go; whoever stands behind them is looked at when these have moved. */
const mostAtOnce = 200;

type Entry = typeof waitlistEntries.$inferSelect;
export type Offered = { offered: string[]; expired: string[] };

/**
 * Goes down the line of an environment and offers each, in the order in which they asked, the earliest room that fits their wish: as a
 * hold in their name, until a deadline (`findOffer`). Whose time is over leaves the line.
 *
 * Any number of workers may call it, as often as they like: the line is worked on by one at a time, an entry that has an offer is none
 * that waits, and a hold takes its room like any booking, so nothing is ever offered twice at once. A booking that takes the room at
 * the same moment makes the whole call fail with `lane_taken` or `service_taken`: call again.
 */
export async function offerRoom(
  tx: Tx,
  actor: Actor,
  { environmentId }: { environmentId: string },
  now: Date,
): Promise<Result<Offered>> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`signalbox.waitlist ${environmentId}`}, 0))`);
  const environment = await findEnvironmentOfPlace(tx, { environmentId });
  const waiting = await tx
    .select()
    .from(waitlistEntries)
    .where(and(eq(waitlistEntries.environmentId, environmentId), eq(waitlistEntries.status, "waiting")))
    .orderBy(asc(waitlistEntries.askedAt), asc(waitlistEntries.id))
    .limit(mostAtOnce)
    .for("update");
  if (environment === undefined || waiting.length === 0) return accept({ offered: [], expired: [] });
  const releases = await loadReleases(tx, waiting);
  const wishOf = (entry: Entry) => ({ ...entry, release: releases.get(entry.releaseId ?? "") ?? null });
  const over = waiting.filter((entry) => isOver(wishOf(entry), now) || hasLeft(wishOf(entry).release));
  await expire(tx, actor, over, now);

  const line = waiting.filter((entry) => !over.includes(entry));
  const until = new Date(Math.max(now.getTime() + 1, ...line.map(({ within }) => within.end.getTime())));
  const facts = await loadBookingFacts(tx, environment, { start: now, end: until }, "all");
  const passed = await loadPassedPlaces(
    tx,
    line.map(({ id }) => id),
  );
  const taken: TakenSlot[] = [...facts.slots];
  const offered: string[] = [];
  for (const entry of line) {
    const wish = wishOf(entry);
    const offerFrom = (soakUntil?: Date) =>
      findOffer(wish, passed.get(entry.id) ?? [], { ...facts, slots: taken, soakUntil }, now);
    // Asked only of those for whom there is room: most of a line waits.
    const releaseIds = entry.releaseId === null || offerFrom() === undefined ? [] : [entry.releaseId];
    const soak = await loadSoakWait(tx, environment, releaseIds, now);
    const found = offerFrom(soak?.until);
    if (found === undefined) continue;
    const slotId = newId();
    await writeOffer(tx, actor, entry, { slotId, environmentName: environment.name, ...found }, now);
    taken.push({ ...found.place, id: slotId, services: wish.release === null ? [] : [wish.release] });
    offered.push(entry.id);
  }
  return accept({ offered, expired: over.map(({ id }) => id) });
}

/** A release that left by another way waits for nothing any more. */
const hasLeft = (release: BookedRelease | null) => release !== null && unbookableReleaseStates.includes(release.status);

async function loadReleases(tx: Tx, waiting: readonly Entry[]): Promise<Map<string, BookedRelease>> {
  const ids = [...new Set(waiting.flatMap(({ releaseId }) => releaseId ?? []))];
  const found = (await findBookedReleases(tx, ids, "all")) ?? [];
  return new Map(found.map((release) => [release.releaseId, release]));
}

async function expire(tx: Tx, actor: Actor, over: readonly Entry[], now: Date): Promise<void> {
  if (over.length === 0) return;
  const ids = over.map(({ id }) => id);
  await tx.update(waitlistEntries).set({ status: "expired", endedAt: now }).where(inArray(waitlistEntries.id, ids));
  await recordAudit(
    tx,
    actor,
    now,
    ...ids.map((id) => ({ action: "waitlist.expired" as const, subject: { kind: "waitlist", id } })),
  );
  await announce(tx, ...ids.map((id) => ({ noun: "waitlist" as const, id })));
}

type Offer = { slotId: string; environmentName: string } & NonNullable<ReturnType<typeof findOffer>>;

async function writeOffer(
  tx: Tx,
  actor: Actor,
  entry: Entry,
  { slotId, environmentName, place, until }: Offer,
  now: Date,
): Promise<void> {
  await tx.insert(slots).values({
    id: slotId,
    environmentId: entry.environmentId,
    ...place,
    origin: "window",
    status: "held",
    teamId: entry.teamId,
    heldBy: entry.askedBy,
    heldUntil: until,
  });
  await tx
    .update(waitlistEntries)
    .set({ status: "offered", offeredSlotId: slotId, offerUntil: until })
    .where(eq(waitlistEntries.id, entry.id));
  const { occurrenceId, lane, during } = place;
  await recordAudit(tx, actor, now, {
    action: "waitlist.offered",
    subject: { kind: "waitlist", id: entry.id },
    releaseId: entry.releaseId ?? undefined,
    data: { slotId, occurrenceId, lane, start: during.start, end: during.end, until },
  });
  await tell(tx, actor, now, {
    to: [entry.askedBy],
    kind: "room_offered",
    subject: { noun: "bookings", id: entry.id },
    params: { place: environmentName, start: during.start.toISOString(), until: until.toISOString() },
  });
  await announce(tx, { noun: "waitlist", id: entry.id }, { noun: "slots", id: slotId });
}
