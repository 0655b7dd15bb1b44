import { and, asc, inArray, lt, or } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { departures, trains } from "@/db/schema";
import { comingDepartureStates } from "@/lib/domain/departure-state";
import type { Aboard, ComingDeparture, TrainTerms } from "@/lib/domain/forecast/departures-as-places";
import { trainOfMissed } from "@/lib/domain/missed-ticket";
import { type AboardTicket, loadPassengers } from "@/lib/trains/queries/passengers";
import { loadPaths } from "@/lib/trains/queries/train-path";
import type { LiveTicket } from "./on-their-way";

/**
 * The trains of these tickets, and those that missed tickets are moved to, with the departures that have not arrived and leave until an
 * instant, who is aboard, and the tickets' own departures however late they leave. Four statements, none without a ticket.
 */
export async function loadTrainsAhead(
  reader: Reader,
  tickets: readonly LiveTicket[],
  until: Date,
): Promise<Map<string, TrainTerms>> {
  if (tickets.length === 0) return new Map();
  const known = new Map((await reader.select().from(trains)).map((train) => [train.id, train]));
  const asked = new Set(tickets.map(({ trainId }) => trainId));
  // It grows while it is walked: a train that takes another's tickets has a policy of its own.
  for (const id of asked) {
    const train = known.get(id);
    const next = train && trainOfMissed(train);
    if (next) asked.add(next);
  }
  const ids = [...asked];
  const paths = await loadPaths(reader, ids);
  const rows = await reader
    .select()
    .from(departures)
    .where(
      and(
        inArray(departures.trainId, ids),
        inArray(departures.status, [...comingDepartureStates, "departed"]),
        or(
          lt(departures.departsAt, until),
          anyOf(
            departures.id,
            tickets.map(({ departureId }) => departureId),
          ),
        ),
      ),
    )
    .orderBy(asc(departures.departsAt), asc(departures.id));
  const passengers = await loadPassengers(
    reader,
    rows.map(({ id }) => id),
  );
  const byTrain = groupRows(rows, ({ trainId }) => trainId);
  return new Map(
    ids.flatMap((id) => {
      const train = known.get(id);
      if (train === undefined) return [];
      const path = paths.get(id) ?? [];
      const terms: TrainTerms = {
        ...train,
        isArchived: train.archivedAt !== null,
        asksAcceptance: path.some(({ requiresAcceptance }) => requiresAcceptance),
        environmentIds: path.map((stop) => stop.id),
        departures: (byTrain.get(id) ?? []).map(
          (departure): ComingDeparture => ({
            ...departure,
            capacity: train.capacity,
            qaExitDone: departure.qaExitDoneAt !== null,
            aboard: (passengers.get(departure.id) ?? []).map(aboardOf),
          }),
        ),
      };
      return [[id, terms] as const];
    }),
  );
}

const aboardOf = ({ releaseId, serviceId, team, kind, hotfix }: AboardTicket): Aboard => {
  return { releaseId, serviceId, teamId: team.id, kind, hotfix };
};
