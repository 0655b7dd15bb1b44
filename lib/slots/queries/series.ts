import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { environments, people, slotSeries, slots, teams } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import { loadReleasesInView } from "./slots-in-view";

/** More than anybody has; the newest come first. */
const most = 200;

/** The recurring bookings of the teams within reach, the newest first, each with its coming slots. Three statements. */
export async function listSeries(reader: Reader, scope: Reach, filter: { teamId?: string }, now: Date) {
  const seen = scope === "all" ? undefined : scope.length === 0 ? sql`false` : inArray(slotSeries.teamId, [...scope]);
  const rows = await reader
    .select({
      id: slotSeries.id,
      name: slotSeries.name,
      zone: slotSeries.zone,
      localStart: slotSeries.localStart,
      durationMinutes: slotSeries.durationMinutes,
      rrule: slotSeries.rrule,
      endedAt: slotSeries.endedAt,
      createdAt: slotSeries.createdAt,
      createdBy: people.name,
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
    })
    .from(slotSeries)
    .innerJoin(teams, eq(teams.id, slotSeries.teamId))
    .innerJoin(environments, eq(environments.id, slotSeries.environmentId))
    .innerJoin(people, eq(people.id, slotSeries.createdBy))
    .where(and(seen, filter.teamId === undefined ? undefined : eq(slotSeries.teamId, filter.teamId)))
    .orderBy(desc(slotSeries.createdAt))
    .limit(most);
  const coming = await loadComing(
    reader,
    rows.map(({ id }) => id),
    now,
  );
  return rows.map((row) => ({ ...row, coming: coming.get(row.id) ?? [] }));
}

async function loadComing(reader: Reader, seriesIds: string[], now: Date) {
  if (seriesIds.length === 0) return new Map<string, never>();
  const rows = await reader
    .select({ seriesId: slots.seriesId, slotId: slots.id, during: slots.during })
    .from(slots)
    .where(
      and(
        inArray(slots.seriesId, seriesIds),
        eq(slots.status, "booked"),
        gt(sql`upper(${slots.during})`, sql`${now.toISOString()}::timestamptz`),
      ),
    )
    .orderBy(asc(sql`lower(${slots.during})`));
  const aboard = await loadReleasesInView(
    reader,
    rows.map(({ slotId }) => slotId),
  );
  const named = rows.map((row) => ({
    ...row,
    releases: (aboard.get(row.slotId) ?? []).map(({ serviceName, version }) => `${serviceName} ${version}`),
  }));
  return groupRows(named, (row) => row.seriesId ?? "");
}
