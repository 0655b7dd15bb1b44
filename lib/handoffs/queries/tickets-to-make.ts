import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { departures, tickets, trains } from "@/db/schema";
import { departureName } from "@/lib/domain/departure-name";
import type { MustMake } from "@/lib/domain/must-make";

/**
 * The departures that these releases have a ticket for: QA's verdict must be there by the QA exit. One whose exit has passed is no longer
 * to be made; its ticket moves on by itself. One statement.
 */
export async function loadTicketsToMake(
  reader: Reader,
  releaseIds: string[],
  now: Date,
): Promise<{ releaseId: string; fact: MustMake }[]> {
  if (releaseIds.length === 0) return [];
  const rows = await reader
    .select({
      releaseId: tickets.releaseId,
      id: departures.id,
      trainName: trains.name,
      zone: trains.zone,
      originalLocalStart: departures.originalLocalStart,
      acceptBy: departures.qaExitAt,
    })
    .from(tickets)
    .innerJoin(departures, eq(departures.id, tickets.departureId))
    .innerJoin(trains, eq(trains.id, departures.trainId))
    .where(
      and(
        anyOf(tickets.releaseId, releaseIds),
        eq(tickets.status, "aboard"),
        inArray(departures.status, ["scheduled", "boarding", "locked", "held"]),
        gt(departures.qaExitAt, now),
      ),
    )
    .orderBy(asc(departures.qaExitAt));
  return rows.map(({ releaseId, id, trainName, originalLocalStart, acceptBy, zone }) => ({
    releaseId,
    fact: { kind: "train", id, name: departureName(trainName, originalLocalStart), acceptBy, zone },
  }));
}
