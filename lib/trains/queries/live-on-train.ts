import { and, eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { departures, tickets, trains } from "@/db/schema";
import { departureName } from "@/lib/domain/departure-name";

/** The departures of a train on which somebody is aboard; `seats` leaves hotfixes out. */
export async function liveOnTrain(reader: Reader, trainId: string) {
  const rows = await reader
    .select({
      departureId: departures.id,
      trainName: trains.name,
      originalLocalStart: departures.originalLocalStart,
      label: departures.label,
      aboard: sql<number>`count(*)::int`,
      seats: sql<number>`(count(*) filter (where not ${tickets.hotfix}))::int`,
    })
    .from(tickets)
    .innerJoin(departures, eq(departures.id, tickets.departureId))
    .innerJoin(trains, eq(trains.id, departures.trainId))
    .where(and(eq(departures.trainId, trainId), inArray(tickets.status, ["aboard"])))
    .groupBy(departures.id, trains.name)
    .orderBy(departures.departsAt);
  return rows.map(({ trainName, originalLocalStart, label, ...row }) => ({
    ...row,
    name: departureName(trainName, originalLocalStart, label),
  }));
}
