import { and, asc, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { environments, people, releases, releaseWindows, services, slots, teams, waitlistEntries } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import type { Range } from "@/lib/time/range";

type Ahead = { id: string; environmentId: string; windowId: string | null; within: Range; askedAt: Date };

/** How many stand before somebody: those who asked earlier for what is theirs to want, too. */
export async function countAhead(reader: Reader, entry: Ahead): Promise<number> {
  const { id, environmentId, windowId, within, askedAt } = entry;
  const asked = askedAt.toISOString();
  return await reader.$count(
    waitlistEntries,
    and(
      eq(waitlistEntries.environmentId, environmentId),
      inArray(waitlistEntries.status, ["waiting", "offered"]),
      windowId === null ? undefined : or(isNull(waitlistEntries.windowId), eq(waitlistEntries.windowId, windowId)),
      overlapsRange(waitlistEntries.within, within),
      or(
        lt(waitlistEntries.askedAt, askedAt),
        and(sql`${waitlistEntries.askedAt} = ${asked}::timestamptz`, lt(waitlistEntries.id, id)),
      ),
    ),
  );
}

/** The environments in which somebody waits: where a sweep has something to look for. One statement. */
export async function listWaitingEnvironments(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectDistinct({ id: waitlistEntries.environmentId })
    .from(waitlistEntries)
    .where(eq(waitlistEntries.status, "waiting"));
  return rows.map(({ id }) => id);
}

/**
 * Who waits, of the teams within reach, in the order of the line, each with their position in it and with what is offered to them.
 * Two statements.
 */
export async function listEntries(reader: Reader, scope: Reach, filter: { environmentId?: string; windowId?: string }) {
  const conditions: (SQL | undefined)[] = [
    inArray(waitlistEntries.status, ["waiting", "offered"]),
    filter.environmentId === undefined ? undefined : eq(waitlistEntries.environmentId, filter.environmentId),
    filter.windowId === undefined
      ? undefined
      : or(isNull(waitlistEntries.windowId), eq(waitlistEntries.windowId, filter.windowId)),
  ];
  const rows = await reader
    .select({
      id: waitlistEntries.id,
      status: waitlistEntries.status,
      durationMinutes: waitlistEntries.durationMinutes,
      within: waitlistEntries.within,
      askedAt: waitlistEntries.askedAt,
      askedById: waitlistEntries.askedBy,
      askedBy: people.name,
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      window: { id: releaseWindows.id, name: releaseWindows.name },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      release: { id: releases.id, name: sql<string>`${services.name} || ' ' || ${releases.version}` },
      offer: { slotId: slots.id, lane: slots.lane, during: slots.during, until: slots.heldUntil },
    })
    .from(waitlistEntries)
    .innerJoin(environments, eq(environments.id, waitlistEntries.environmentId))
    .innerJoin(teams, eq(teams.id, waitlistEntries.teamId))
    .innerJoin(people, eq(people.id, waitlistEntries.askedBy))
    .leftJoin(releaseWindows, eq(releaseWindows.id, waitlistEntries.windowId))
    .leftJoin(releases, eq(releases.id, waitlistEntries.releaseId))
    .leftJoin(services, eq(services.id, releases.serviceId))
    .leftJoin(slots, and(eq(slots.id, waitlistEntries.offeredSlotId), eq(waitlistEntries.status, "offered")))
    .where(and(...conditions))
    .orderBy(asc(waitlistEntries.askedAt), asc(waitlistEntries.id));
  // Positions count everybody in line, also those whom the reader does not see.
  return rows
    .map((row, index) => ({ ...row, position: 1 + rows.slice(0, index).filter((other) => isAhead(other, row)).length }))
    .filter(({ team }) => scope === "all" || scope.includes(team.id));
}

type Standing = { environment: { id: string }; window: { id: string } | null; within: Range };

/** Whether somebody who asked earlier wants what this one could have. */
function isAhead(other: Standing, own: Standing): boolean {
  const sameWindow = own.window === null || other.window === null || other.window.id === own.window.id;
  const { start, end } = own.within;
  return (
    other.environment.id === own.environment.id && sameWindow && other.within.start < end && start < other.within.end
  );
}
