import { and, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { departures, releases, slotReleases, slots, ticketMoves, tickets } from "@/db/schema";
import { overlaps } from "@/lib/time/range";
import type { Story } from "./history-story";
import type { ExampleIds } from "./insert-plan";
import type { ExampleTrainRun } from "./insert-trains";

const minute = 60_000;

/**
 * Puts what was ready in time aboard the departures of the past: of each service of a train the last release that was to leave since the
 * departure before. It leaves with the train in place of its window. Of a departure that failed the first of them fails, and the rest arrives.
 */
export function takeTrains(stories: readonly Story[], runs: readonly ExampleTrainRun[]): Story[] {
  const taken = new Map<Story, Story>();
  for (const { train, past } of runs) {
    for (const [index, { id, departedAt, arrivesAt, failed }] of past.entries()) {
      if (departedAt === null) continue;
      const since = past[index - 1]?.arrivesAt ?? new Date(0);
      const during = { start: departedAt, end: arrivesAt };
      let fails = failed;
      for (const service of train.services) {
        const own = stories.filter((story) => story.service.name === service);
        const last = own.findLast((story) => story.during.end <= departedAt);
        const isFree = own.every((story) => story === last || !overlaps(story.during, during));
        if (!last || !isFree || last.during.start < since || last.outcome !== "released" || taken.has(last)) continue;
        const onTime = { lateMinutes: undefined, overranMinutes: undefined };
        const outcome = fails ? ("failed" as const) : last.outcome;
        fails = false;
        const throughStaging = train.environments.includes("Staging");
        const withTrain = { occurrence: null, departureId: id, throughStaging, lane: 1, during };
        taken.set(last, { ...last, ...onTime, ...withTrain, outcome });
      }
    }
  }
  return stories
    .map((story) => taken.get(story) ?? story)
    .sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
}

/** The tickets with which they left, as they look afterwards: one for each release, wherever it passed on its way to Production. */
export async function insertPastTickets(tx: Tx, runs: readonly ExampleTrainRun[], plan: ExampleIds): Promise<void> {
  const ids = runs.flatMap(({ past }) => past.map(({ id }) => id));
  const aboard = await tx
    .select({
      departureId: departures.id,
      trainId: departures.trainId,
      cutOffAt: departures.cutOffAt,
      arrivedAt: departures.arrivedAt,
      releaseId: slotReleases.releaseId,
      releaseStatus: releases.status,
      serviceId: slotReleases.serviceId,
      bookedBy: slots.bookedBy,
    })
    .from(slots)
    .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(departures, eq(departures.id, slots.departureId))
    .where(
      and(
        inArray(slots.departureId, ids),
        eq(slots.status, "closed"),
        eq(slots.environmentId, plan.environment("Production")),
      ),
    )
    .orderBy(asc(departures.departsAt));
  const rows = aboard.flatMap(({ bookedBy, arrivedAt, releaseStatus, ...row }) => {
    const status = releaseStatus === "failed" ? ("failed" as const) : ("arrived" as const);
    return bookedBy && arrivedAt ? [{ ...row, id: newId(), status, boardedBy: bookedBy, endedAt: arrivedAt }] : [];
  });
  if (rows.length === 0) return;
  const boardedAt = ({ cutOffAt }: { cutOffAt: Date }) => new Date(cutOffAt.getTime() - 90 * minute);
  await tx.insert(tickets).values(
    rows.map(({ cutOffAt, ...row }) => ({
      ...row,
      boardedAt: boardedAt({ cutOffAt }),
    })),
  );
  await tx.insert(ticketMoves).values(
    rows.flatMap((row) => [
      {
        ticketId: row.id,
        kind: "boarded" as const,
        toDepartureId: row.departureId,
        reason: "It boards in time.",
        movedBy: row.boardedBy,
        movedAt: boardedAt(row),
      },
      {
        ticketId: row.id,
        kind: row.status,
        fromDepartureId: row.departureId,
        reason: row.status === "failed" ? "Its deployment failed." : "It has arrived.",
        movedAt: row.endedAt,
      },
    ]),
  );
}
