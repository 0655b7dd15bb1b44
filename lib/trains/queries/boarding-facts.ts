import { and, asc, eq, gt, inArray, ne } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { departures, type trains } from "@/db/schema";
import type { BoardingDeparture, BoardingWish } from "@/lib/domain/boarding";
import { departureName } from "@/lib/domain/departure-name";
import type { AboardTicket } from "./passengers";

type Run = { departure: typeof departures.$inferSelect; train: typeof trains.$inferSelect; name: string };

/** A departure as somebody who wants to board it sees it. */
export function boardingOf({ departure, train, name }: Run, aboard: readonly AboardTicket[]): BoardingDeparture {
  const { id, status, boardingAt, cutOffAt } = departure;
  const { zone, capacity, bumping } = train;
  return { id, name, zone, status, boardingAt, cutOffAt, capacity, bumping, aboard };
}

/**
 * The same, as the holder of a ticket sees it who takes another departure: they need not wait for its boarding, as whoever misses a train
 * need not, and nobody makes room for them.
 */
export function boardingOfHolder(run: Run, aboard: readonly AboardTicket[]): BoardingDeparture {
  const seen = boardingOf(run, aboard);
  return { ...seen, bumping: "never", status: seen.status === "scheduled" ? "boarding" : seen.status };
}

/** The first other departure of the train whose cut-off is to come, for whoever cannot take this one. */
export async function loadNextBoarding(
  reader: Reader,
  { departure, train }: Run,
  now: Date,
): Promise<BoardingWish["next"]> {
  const [next] = await reader
    .select()
    .from(departures)
    .where(
      and(
        eq(departures.trainId, train.id),
        ne(departures.id, departure.id),
        inArray(departures.status, ["scheduled", "boarding"]),
        gt(departures.cutOffAt, now),
        gt(departures.departsAt, departure.departsAt),
      ),
    )
    .orderBy(asc(departures.departsAt))
    .limit(1);
  if (next === undefined) return null;
  const { originalLocalStart, label, boardingAt, cutOffAt } = next;
  return { name: departureName(train.name, originalLocalStart, label), boardingAt, cutOffAt };
}
