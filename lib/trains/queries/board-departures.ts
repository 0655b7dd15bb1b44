import { and, asc, eq, gte, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { departures, releases, services, tickets, trainEnvironments, trains } from "@/db/schema";
import type { TrainOnBoard } from "@/lib/domain/train-remark";
import type { Range } from "@/lib/time/range";

export type BoardDeparture = TrainOnBoard & {
  departureId: string;
  trainId: string;
  trainName: string;
  zone: string;
  environments: string[];
  /** What is aboard: "checkout 3.8.1". */
  releases: string[];
};

/** How many of the releases aboard a board names. */
const mostNamed = 6;

/**
 * The departures of trains that leave, left or arrived within the stretch, in order of time: as boards show them, without names of
 * people or reasons. Only trains that pass the environment, when one is asked for. Two statements.
 */
export async function listBoardDepartures(
  reader: Reader,
  { environmentId, range, limit = 40 }: { environmentId: string | null; range: Range; limit?: number },
): Promise<BoardDeparture[]> {
  const passes: SQL | undefined =
    environmentId === null
      ? undefined
      : sql`exists (select 1 from ${trainEnvironments} where ${trainEnvironments.trainId} = ${trains.id}
          and ${trainEnvironments.environmentId} = ${environmentId})`;
  const isNear = or(
    gte(departures.departsAt, range.start),
    gte(departures.arrivedAt, range.start),
    eq(departures.status, "departed"),
  );
  const rows = await reader
    .select({
      departureId: departures.id,
      trainId: trains.id,
      trainName: trains.name,
      zone: trains.zone,
      status: departures.status,
      outcome: departures.outcome,
      plannedAt: departures.plannedAt,
      boardingAt: departures.boardingAt,
      cutOffAt: departures.cutOffAt,
      departsAt: departures.departsAt,
      departedAt: departures.departedAt,
      arrivedAt: departures.arrivedAt,
      holdCause: departures.holdCause,
      environments: sql<string[]>`coalesce((select array_agg(e.name order by e.position) from environments e
        join train_environments te on te.environment_id = e.id where te.train_id = ${trains.id}), '{}')`,
    })
    .from(departures)
    .innerJoin(trains, eq(trains.id, departures.trainId))
    .where(and(passes, lte(departures.departsAt, range.end), isNear, isNull(trains.archivedAt)))
    .orderBy(asc(departures.departsAt), asc(departures.id))
    .limit(limit);
  const aboard = await aboardOf(
    reader,
    rows.map(({ departureId }) => departureId),
  );
  return rows.map((row) => {
    const names = aboard.get(row.departureId) ?? [];
    return { ...row, aboard: names.length, releases: names.slice(0, mostNamed) };
  });
}

async function aboardOf(reader: Reader, departureIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await reader
    .select({ departureId: tickets.departureId, name: sql<string>`${services.name} || ' ' || ${releases.version}` })
    .from(tickets)
    .innerJoin(releases, eq(releases.id, tickets.releaseId))
    .innerJoin(services, eq(services.id, tickets.serviceId))
    .where(and(anyOf(tickets.departureId, departureIds), ne(tickets.status, "left")))
    .orderBy(asc(services.name));
  const names = new Map<string, string[]>();
  for (const { departureId, name } of rows) {
    if (departureId === null) continue;
    const known = names.get(departureId);
    if (known) known.push(name);
    else names.set(departureId, [name]);
  }
  return names;
}
