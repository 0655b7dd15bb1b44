import { and, asc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { departureBlockers, departures, people, rollCallAnswers, trains } from "@/db/schema";
import { together } from "@/db/together";
import { nextMilestone } from "@/lib/domain/departure-milestones";
import { departureName } from "@/lib/domain/departure-name";
import type { DepartureState } from "@/lib/domain/departure-state";
import { type Reach, reaches } from "@/lib/domain/permission";
import { outcomeOfHold } from "@/lib/domain/train-policy";
import type { ListDeparturesInput } from "@/lib/trains/input/departures";
import { loadConductors } from "./conductors";
import { type AboardTicket, loadTickets } from "./passengers";

export type DepartureView = Awaited<ReturnType<typeof viewDepartures>>[number];

/** Departures in the order in which they leave, as lists show them; what is aboard is counted as far as the reader may see it. */
export async function listDepartures(reader: Reader, scope: Reach, input: ListDeparturesInput, now: Date) {
  const { trainId, status, from, to, limit } = input;
  const coming = inArray(departures.status, ["boarding", "locked", "go", "held", "departed"]);
  return await viewDepartures(
    reader,
    scope,
    and(
      trainId === undefined ? undefined : eq(departures.trainId, trainId),
      status === undefined ? undefined : inArray(departures.status, status),
      from === undefined
        ? sql`(${departures.departsAt} >= ${now.toISOString()}::timestamptz or ${coming})`
        : gte(departures.departsAt, from),
      to === undefined ? undefined : lt(departures.departsAt, to),
    ),
    limit,
  );
}

/** The first departure of each of these trains that is in one of these states. A handful of statements, however many trains there are. */
export async function nextOfTrains(
  reader: Reader,
  scope: Reach,
  trainIds: readonly string[],
  states: readonly DepartureState[],
): Promise<Map<string, DepartureView>> {
  const first = await reader
    .selectDistinctOn([departures.trainId], { id: departures.id })
    .from(departures)
    .where(and(anyOf(departures.trainId, trainIds), inArray(departures.status, [...states])))
    .orderBy(departures.trainId, asc(departures.departsAt), asc(departures.id));
  if (first.length === 0) return new Map();
  const ids = first.map(({ id }) => id);
  const views = await viewDepartures(reader, scope, anyOf(departures.id, ids), ids.length);
  return new Map(views.map((view) => [view.train.id, view]));
}

/** A handful of statements, however many departures there are. */
export async function viewDepartures(reader: Reader, scope: Reach, where: SQL | undefined, limit: number) {
  const rows = await reader
    .select({ departure: departures, train: trains, heldByName: people.name })
    .from(departures)
    .innerJoin(trains, eq(trains.id, departures.trainId))
    .leftJoin(people, eq(people.id, departures.heldBy))
    .where(where)
    .orderBy(asc(departures.departsAt), asc(departures.id))
    .limit(limit);
  if (rows.length === 0) return [];
  const ids = rows.map(({ departure }) => departure.id);
  const [aboard, blockers, answers, conductors] = await together(reader, [
    () => loadTickets(reader, ids, { ended: true }),
    () =>
      reader
        .select({
          departureId: departureBlockers.departureId,
          open: sql<number>`count(*)::int`,
          afterFailure: sql<boolean>`bool_or(${departureBlockers.kind} = 'after_failure')`,
        })
        .from(departureBlockers)
        .where(and(inArray(departureBlockers.departureId, ids), eq(departureBlockers.status, "open")))
        .groupBy(departureBlockers.departureId),
    () => reader.select().from(rollCallAnswers).where(inArray(rollCallAnswers.departureId, ids)),
    () =>
      loadConductors(
        reader,
        rows.map(({ departure }) => departure),
      ),
  ]);
  const seen = groupRows(
    aboard.filter(({ team }) => reaches(scope, team.id)),
    ({ departureId }) => departureId ?? "",
  );
  const blockersOf = new Map(blockers.map(({ departureId, ...count }) => [departureId, count]));
  const answersOf = groupRows(answers, ({ departureId }) => departureId);
  return rows.map(({ departure, train, heldByName }) => {
    const { id, holdCause, heldAt } = departure;
    const tickets = seen.get(id) ?? [];
    const crew = conductors.get(id);
    const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
    return {
      id,
      train: { id: train.id, name: train.name, zone: train.zone },
      name: departureName(train.name, departure.originalLocalStart, departure.label),
      originalLocalStart: departure.originalLocalStart,
      plannedAt: departure.plannedAt,
      status: departure.status,
      statusSince: departure.statusSince,
      at: {
        boarding: departure.boardingAt,
        cutoff: departure.cutOffAt,
        qa_exit: departure.qaExitAt,
        go_no_go: departure.goNoGoAt,
        departure: departure.departsAt,
        arrival: departure.arrivesAt,
      },
      next: nextMilestone(departure),
      isMoved: departure.departsAt.getTime() !== departure.plannedAt.getTime(),
      departedAt: departure.departedAt,
      arrivedAt: departure.arrivedAt,
      outcome: departure.outcome,
      cancelReason: departure.cancelReason,
      capacity: train.capacity,
      aboard: tickets.length,
      accepted: tickets.filter(({ accepted }) => accepted).length,
      hotfixes: tickets.filter(({ hotfix }) => hotfix).length,
      openBlockers: blockersOf.get(id)?.open ?? 0,
      teams: rollCallOf(tickets, answersOf.get(id) ?? []),
      hold:
        departure.status === "held" && holdCause !== null && heldAt !== null
          ? {
              cause: holdCause,
              reason: departure.holdReason,
              by: heldByName,
              since: heldAt,
              until: departure.holdUntil,
              outcome: outcomeOfHold(train.holdThen, { afterFailure: blockersOf.get(id)?.afterFailure ?? false }),
            }
          : null,
      conductor: crew?.primary ? named(crew.primary) : null,
      backup: crew?.backup ? named(crew.backup) : null,
      isConductorNamed: departure.conductorId !== null || departure.backupId !== null,
    };
  });
}

function rollCallOf(
  aboard: readonly AboardTicket[],
  answers: readonly { teamId: string; ready: boolean }[],
): { ready: number; notReady: number; silent: number } {
  const teams = [...new Set(aboard.map(({ team }) => team.id))];
  const of = (teamId: string) => answers.find((answer) => answer.teamId === teamId)?.ready;
  return {
    ready: teams.filter((id) => of(id) === true).length,
    notReady: teams.filter((id) => of(id) === false).length,
    silent: teams.filter((id) => of(id) === undefined).length,
  };
}
