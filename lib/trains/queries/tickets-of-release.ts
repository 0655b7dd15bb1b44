import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { departures, trains } from "@/db/schema";
import { type Actor, may, readScope } from "@/lib/auth/actor";
import { decideBoarding } from "@/lib/domain/boarding";
import { departureName } from "@/lib/domain/departure-name";
import { comingDepartureStates } from "@/lib/domain/departure-state";
import { reaches } from "@/lib/domain/permission";
import { accept, refuse } from "@/lib/domain/refusal";
import { liveTicketStates } from "@/lib/domain/ticket-state";
import { findBookedReleases } from "@/lib/slots/queries/booked-releases";
import { boardingOf, boardingOfHolder, loadNextBoarding } from "./boarding-facts";
import { viewDepartures } from "./departures";
import { loadPassengers, ticketsOfRelease, waitingTickets } from "./passengers";
import { loadMoves, ticketView } from "./ticket-views";

/** As many departures as a person chooses from. */
const mostOptions = 12;

/** A release's way by train: the ticket it has with all its steps, the ones it had, and which departures it may board now, or why not. */
export async function readTicketsOfRelease(reader: Reader, actor: Actor, releaseId: string, now: Date) {
  const scope = readScope(actor);
  const [release] = (await findBookedReleases(reader, [releaseId], scope)) ?? [];
  if (release === undefined) return refuse("not_found", "There is no such release.", { field: "releaseId" });
  const all = await ticketsOfRelease(reader, releaseId);
  const live = all.find(({ status }) => liveTicketStates.some((state) => state === status));
  const moves = await loadMoves(reader, { ticketIds: all.map(({ ticketId }) => ticketId) });
  const runs = all.flatMap(({ departureId }) => departureId ?? []);
  const views = runs.length === 0 ? [] : await viewDepartures(reader, scope, inArray(departures.id, runs), runs.length);
  const viewOf = (id: string | null) => views.find((view) => view.id === id) ?? null;
  const at = viewOf(live?.departureId ?? null);
  const isMovable = at === null || comingDepartureStates.some((state) => state === at.status);
  const run = at && { departsAt: at.at.departure, zone: at.train.zone };
  return accept({
    ticket:
      live === undefined
        ? null
        : { ...ticketView(live, moves.get(live.ticketId) ?? [], actor, { isMovable, run }), departure: at },
    options: await readOptions(reader, actor, release, live ?? null, now),
    past: all
      .filter((ticket) => ticket !== live)
      .map((ticket) => {
        const departure = viewOf(ticket.departureId);
        return {
          id: ticket.ticketId,
          status: ticket.status,
          departure: departure === null ? null : { id: departure.id, name: departure.name },
          endedAt: ticket.endedAt,
          moves: moves.get(ticket.ticketId) ?? [],
        };
      }),
  });
}

/** What waits on the platform of a train, as far as the reader may see it. */
export async function readWaiting(reader: Reader, actor: Actor, trainId: string) {
  const waiting = (await waitingTickets(reader, trainId)).filter(({ team }) => reaches(readScope(actor), team.id));
  const moves = await loadMoves(reader, { ticketIds: waiting.map(({ ticketId }) => ticketId) });
  return waiting.map((ticket) =>
    ticketView(ticket, moves.get(ticket.ticketId) ?? [], actor, { isMovable: true, run: null }),
  );
}

type Release = NonNullable<Awaited<ReturnType<typeof findBookedReleases>>>[number];

/** Who holds a ticket already takes another departure by moving, who holds none by boarding: the commands' own conditions. */
async function readOptions(
  reader: Reader,
  actor: Actor,
  release: Release,
  held: { departureId: string | null; hotfix: boolean } | null,
  now: Date,
) {
  const rows = await reader
    .select({ departure: departures, train: trains })
    .from(departures)
    .innerJoin(trains, and(eq(trains.id, departures.trainId), isNull(trains.archivedAt)))
    .where(and(inArray(departures.status, [...comingDepartureStates]), gt(departures.arrivesAt, now)))
    .orderBy(asc(departures.departsAt), asc(departures.id))
    .limit(mostOptions);
  const offered = rows.filter(({ departure }) => departure.id !== held?.departureId);
  const ids = offered.map(({ departure }) => departure.id);
  if (ids.length === 0) return [];
  const views = await viewDepartures(reader, readScope(actor), inArray(departures.id, ids), ids.length);
  const aboard = await loadPassengers(reader, ids);
  const name = `${release.serviceName} ${release.version}`;
  const boarder = { ...release, name };
  const mayBoardLate = may(actor, "slot.open", release.teamId);
  const options = [];
  for (const run of offered) {
    const departure = views.find(({ id }) => id === run.departure.id);
    if (departure === undefined) continue;
    const named = {
      ...run,
      name: departureName(run.train.name, run.departure.originalLocalStart, run.departure.label),
    };
    const there = aboard.get(run.departure.id) ?? [];
    const seen = held === null ? boardingOf(named, there) : boardingOfHolder(named, there);
    const next = await loadNextBoarding(reader, named, now);
    const hotfix = held?.hotfix ?? false;
    const plain = decideBoarding(boarder, seen, { hotfix, mayBoardLate, next }, now);
    const late =
      plain.ok || held !== null || release.kind !== "hotfix"
        ? plain
        : decideBoarding(boarder, seen, { hotfix: true, mayBoardLate, next }, now);
    const chosen = late.ok ? late : plain;
    options.push({
      departure,
      boards: chosen.ok,
      hotfix: hotfix || (!plain.ok && late.ok),
      reason: chosen.ok ? chosen.value.reason : chosen.refusal.message,
      bumps: chosen.ok ? (chosen.value.bumped?.name ?? null) : null,
    });
  }
  return options;
}
