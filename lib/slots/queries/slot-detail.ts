import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { environments, occurrences, people, releaseWindows, slots, teams } from "@/db/schema";
import type { Gate } from "@/lib/domain/gate";
import { type OpeningClose, overran } from "@/lib/domain/opening-close";
import { type Reach, reaches } from "@/lib/domain/permission";
import type { BlockerFact } from "@/lib/domain/slot-facts";
import { slotGates } from "@/lib/domain/slot-gates";
import { type SlotSummary, slotSummary } from "@/lib/domain/slot-summary";
import { instantToJudge } from "./judged-at";
import { loadPlannedFrom, loadPostponements, type PlannedFrom, type Postponement } from "./postponements";
import { loadReleasesOfSlot, type ReleaseOfSlot } from "./releases-of-slot";
import { loadSlotFacts } from "./slot-facts";

export type SlotDetail = Omit<NonNullable<Awaited<ReturnType<typeof loadRow>>>, "close"> & {
  releases: ReleaseOfSlot[];
  summary: SlotSummary;
  /** Of a booked slot: every condition of its opening, in order; else empty. */
  gates: Gate[];
  /** The instant for which the gates were judged. */
  judgedAt: Date;
  /** Of a missed slot: where it went; of the one it went to: where it came from. */
  postponement: Postponement | null;
  plannedFrom: PlannedFrom | null;
  /** What holds it back right now. */
  blockers: BlockerFact[];
  /** The close that it went on after, or goes on after, in a window that wants people to know (case 9). */
  overran: { windowName: string; closedAt: Date } | null;
};

/**
 * All that one slot has to say. `undefined` when it does not exist or is not in the reader's scope, which is the same to them;
 * a hold shows only that somebody is booking. The gates are those of its opening (case 7).
 */
export async function loadSlotDetail(
  reader: Reader,
  slotId: string,
  scope: Reach,
  now: Date,
): Promise<SlotDetail | undefined> {
  const row = await loadRow(reader, slotId);
  if (row === undefined || (row.team !== null && !reaches(scope, row.team.id))) return undefined;
  const releases = await loadReleasesOfSlot(reader, slotId);
  const facts = (await loadSlotFacts(reader, [slotId], now)).get(slotId);
  const judgedAt = instantToJudge(row.during, now);
  const gates = facts === undefined || row.status !== "booked" ? [] : slotGates(facts, judgedAt);
  const states = releases.flatMap(({ deployment }) => (deployment === null ? [] : [deployment.status]));
  const { close, ...shown } = row;
  const wentOn = releases.some(({ deployment }) => deployment !== null && overran(close, deployment.finishedAt, now));
  return {
    ...shown,
    overran: wentOn && close !== null ? { windowName: close.windowName, closedAt: close.closesAt } : null,
    releases,
    gates,
    judgedAt,
    postponement: (await loadPostponements(reader, [slotId])).get(slotId) ?? null,
    plannedFrom: (await loadPlannedFrom(reader, [slotId])).get(slotId) ?? null,
    summary: slotSummary(row.status, gates, states),
    blockers: (facts?.blockers ?? []).filter((blocker) => blocker.resolvedAt === null),
  };
}

async function loadRow(reader: Reader, slotId: string) {
  const [booker, holder, opener, canceller] = ["booker", "holder", "opener", "canceller"].map((name) =>
    alias(people, name),
  ) as [typeof people, typeof people, typeof people, typeof people];
  const [row] = await reader
    .select({
      id: slots.id,
      status: slots.status,
      origin: slots.origin,
      lane: slots.lane,
      during: slots.during,
      sequence: slots.sequence,
      movedFrom: slots.movedFrom,
      note: slots.note,
      heldBy: holder.name,
      heldUntil: slots.heldUntil,
      bookedBy: booker.name,
      bookedAt: slots.bookedAt,
      openedBy: opener.name,
      openedAt: slots.openedAt,
      closedAt: slots.closedAt,
      cancelledBy: canceller.name,
      cancelReason: slots.cancelReason,
      missedGates: slots.missedGates,
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      occurrence: {
        id: occurrences.id,
        during: occurrences.during,
        lanes: occurrences.lanes,
      },
      window: {
        name: releaseWindows.name,
        granularityMinutes: releaseWindows.granularityMinutes,
        zone: releaseWindows.zone,
        overrun: releaseWindows.overrun,
      },
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .leftJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .leftJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .leftJoin(booker, eq(booker.id, slots.bookedBy))
    .leftJoin(holder, eq(holder.id, slots.heldBy))
    .leftJoin(opener, eq(opener.id, slots.openedBy))
    .leftJoin(canceller, eq(canceller.id, slots.cancelledBy))
    .where(eq(slots.id, slotId));
  if (row === undefined) return undefined;
  const { occurrence, window, ...rest } = row;
  if (occurrence === null || window === null) return { ...rest, occurrence: null, close: null };
  const { name, granularityMinutes, zone, overrun } = window;
  const close: OpeningClose = { windowName: name, zone, overrun, closesAt: occurrence.during.end };
  return { ...rest, occurrence: { ...occurrence, name, granularityMinutes }, close };
}
