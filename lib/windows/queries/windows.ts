import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { environments, occurrences, releaseWindows } from "@/db/schema";
import type { Range } from "@/lib/time/range";

/** The windows along the promotion path, each with its next three openings that take place. Two statements. */
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
      archivedAt: releaseWindows.archivedAt,
    })
    .from(releaseWindows)
    .innerJoin(environments, eq(environments.id, releaseWindows.environmentId))
    .where(
      and(
        filter.environmentId === undefined ? undefined : eq(releaseWindows.environmentId, filter.environmentId),
        filter.windowId === undefined ? undefined : eq(releaseWindows.id, filter.windowId),
        filter.archived ? undefined : isNull(releaseWindows.archivedAt),
      ),
    )
    .orderBy(asc(environments.position), asc(releaseWindows.name));
  const next = await loadNextOpenings(
    reader,
    rows.map((row) => row.id),
    now,
  );
  return rows.map((row) => ({ ...row, nextOpenings: next.get(row.id) ?? [] }));
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
