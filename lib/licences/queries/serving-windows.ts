import { and, asc, eq, exists, isNull, not, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, occurrences, releaseWindows, targets, windowTeams } from "@/db/schema";
import type { Cadence } from "@/lib/domain/service-cadence";
import type { Licence } from "@/lib/licences/input";

const mostWindows = 12;

/**
 * The windows that serve a service: those of environments where it has a target, in which its team may book and which still open, the
 * ones made for its cadence first. For a continuous service they are what it falls back to. One statement.
 */
export async function listServingWindows(
  reader: Reader,
  service: { id: string; teamId: string; cadence: Cadence },
  now: Date,
): Promise<Licence["windows"]> {
  const next = reader
    .selectDistinctOn([occurrences.windowId], {
      windowId: occurrences.windowId,
      opensAt: sql<Date>`lower(${occurrences.during})`.mapWith(occurrences.createdAt).as("opens_at"),
      closesAt: sql<Date>`upper(${occurrences.during})`.mapWith(occurrences.createdAt).as("closes_at"),
    })
    .from(occurrences)
    .where(
      and(
        eq(occurrences.status, "scheduled"),
        sql`${occurrences.during} && tstzrange(${now.toISOString()}::timestamptz, null)`,
      ),
    )
    .orderBy(occurrences.windowId, sql`lower(${occurrences.during})`)
    .as("next");
  const limited = reader.select({ one: sql`1` }).from(windowTeams).where(eq(windowTeams.windowId, releaseWindows.id));
  const own = reader
    .select({ one: sql`1` })
    .from(windowTeams)
    .where(and(eq(windowTeams.windowId, releaseWindows.id), eq(windowTeams.teamId, service.teamId)));
  return await reader
    .select({
      id: releaseWindows.id,
      name: releaseWindows.name,
      cadence: releaseWindows.cadence,
      environmentName: environments.name,
      localStart: releaseWindows.localStart,
      durationMinutes: releaseWindows.durationMinutes,
      rrule: releaseWindows.rrule,
      zone: releaseWindows.zone,
      opensAt: next.opensAt,
      closesAt: next.closesAt,
    })
    .from(releaseWindows)
    .innerJoin(next, eq(next.windowId, releaseWindows.id))
    .innerJoin(environments, eq(environments.id, releaseWindows.environmentId))
    .innerJoin(targets, and(eq(targets.environmentId, releaseWindows.environmentId), eq(targets.serviceId, service.id)))
    .where(and(isNull(releaseWindows.archivedAt), or(not(exists(limited)), exists(own))))
    .orderBy(sql`${releaseWindows.cadence} = ${service.cadence} desc`, asc(next.opensAt))
    .limit(mostWindows);
}
