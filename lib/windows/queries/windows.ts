import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { environments, occurrences, releaseWindows, teams, windowTeams } from "@/db/schema";
import type { Range } from "@/lib/time/range";

const predecessor = alias(releaseWindows, "predecessor");

/** The windows along the promotion path, each with who may book and its next three openings that take place. Three statements. */
export async function listWindows(
  reader: Reader,
  filter: { environmentId?: string; windowId?: string; archived: boolean },
  now: Date,
) {
  const rows = await reader
    .select({
      id: releaseWindows.id,
      environmentId: releaseWindows.environmentId,
      environmentName: environments.name,
      name: releaseWindows.name,
      zone: releaseWindows.zone,
      localStart: releaseWindows.localStart,
      durationMinutes: releaseWindows.durationMinutes,
      rrule: releaseWindows.rrule,
      exdates: releaseWindows.exdates,
      rdates: releaseWindows.rdates,
      lanes: releaseWindows.lanes,
      granularityMinutes: releaseWindows.granularityMinutes,
      leadMinutes: releaseWindows.leadMinutes,
      cadence: releaseWindows.cadence,
      overrun: releaseWindows.overrun,
      archivedAt: releaseWindows.archivedAt,
      succeededBy: releaseWindows.succeededBy,
      continues: predecessor.id,
    })
    .from(releaseWindows)
    .innerJoin(environments, eq(environments.id, releaseWindows.environmentId))
    .leftJoin(predecessor, eq(predecessor.succeededBy, releaseWindows.id))
    .where(
      and(
        filter.environmentId === undefined ? undefined : eq(releaseWindows.environmentId, filter.environmentId),
        filter.windowId === undefined ? undefined : eq(releaseWindows.id, filter.windowId),
        filter.archived ? undefined : isNull(releaseWindows.archivedAt),
      ),
    )
    .orderBy(asc(environments.position), asc(releaseWindows.name), asc(releaseWindows.createdAt));
  const ids = rows.map((row) => row.id);
  const next = await loadNextOpenings(reader, ids, now);
  const bookers = await loadBookers(reader, ids);
  // One that another has taken over from is part of the past as soon as its last opening is over.
  const isCurrent = (row: { id: string; succeededBy: string | null }) => row.succeededBy === null || next.has(row.id);
  return rows
    .filter((row) => filter.archived || isCurrent(row))
    .map((row) => ({ ...row, nextOpenings: next.get(row.id) ?? [], bookers: bookers.get(row.id) ?? [] }));
}

export type Bookers = { id: string; name: string }[];

/** The teams that may book in each of these windows; a window that is absent is open to every team. One statement. */
export async function loadBookers(reader: Reader, windowIds: readonly string[]): Promise<Map<string, Bookers>> {
  if (windowIds.length === 0) return new Map();
  const rows = await reader
    .select({ windowId: windowTeams.windowId, id: teams.id, name: teams.name })
    .from(windowTeams)
    .innerJoin(teams, eq(teams.id, windowTeams.teamId))
    .where(anyOf(windowTeams.windowId, windowIds))
    .orderBy(asc(teams.name));
  const groups = groupRows(rows, (row) => row.windowId);
  return new Map([...groups].map(([id, list]) => [id, list.map((row) => ({ id: row.id, name: row.name }))]));
}

async function loadNextOpenings(reader: Reader, windowIds: string[], now: Date): Promise<Map<string, Range[]>> {
  if (windowIds.length === 0) return new Map();
  const ids = sql.param(windowIds);
  const ranked = reader
    .select({
      windowId: occurrences.windowId,
      during: occurrences.during,
      place:
        sql<number>`row_number() over (partition by ${occurrences.windowId} order by lower(${occurrences.during}))`.as(
          "place",
        ),
    })
    .from(occurrences)
    .where(
      sql`${occurrences.windowId} = any(${ids}::uuid[]) and ${occurrences.status} = 'scheduled' and upper(${occurrences.during}) > ${now.toISOString()}::timestamptz`,
    )
    .as("ranked");
  const rows = await reader
    .select({ windowId: ranked.windowId, during: ranked.during })
    .from(ranked)
    .where(sql`${ranked.place} <= 3`)
    .orderBy(sql`lower(${ranked.during})`);
  return new Map([...groupRows(rows, (row) => row.windowId)].map(([id, list]) => [id, list.map((row) => row.during)]));
}
