import { and, eq, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import {
  occurrences,
  people,
  releases,
  releaseWindows,
  services,
  slotReleases,
  slots,
  teams,
  windowTeams,
} from "@/db/schema";
import type { BookingTeam } from "@/lib/domain/bookers";
import type { BookableOccurrence, BookingFacts, TakenSlot } from "@/lib/domain/booking-facts";
import { type Reach, reaches } from "@/lib/domain/permission";
import type { EnvironmentRule } from "@/lib/domain/window-status";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { Range } from "@/lib/time/range";

/**
 * What a booking decision looks at within a stretch of time, the named opening included wherever it lies. `scope` limits whose
 * slots are called by their names; the rest are just taken. Six statements at most.
 */
export async function loadBookingFacts(
  reader: Reader,
  environment: EnvironmentRule,
  range: Range,
  scope: Reach,
  occurrenceId?: string | null,
): Promise<BookingFacts> {
  return {
    environment,
    occurrences: await loadBookableOccurrences(reader, environment.id, range, occurrenceId),
    freezes: await loadFreezes(reader, range),
    slots: await loadTakenSlots(reader, environment.id, range, scope),
  };
}

/** The openings of an environment that touch the stretch, cancelled ones too, with what their windows ask of a booking. */
export async function loadBookableOccurrences(
  reader: Reader,
  environmentId: string,
  range: Range,
  occurrenceId?: string | null,
): Promise<BookableOccurrence[]> {
  // One small table of its own, joined once: most windows are for every team and have no row in it.
  const allowed = reader
    .select({
      windowId: windowTeams.windowId,
      list: sql<
        BookingTeam[]
      >`json_agg(json_build_object('id', ${teams.id}, 'name', ${teams.name}) order by ${teams.name})`.as("list"),
    })
    .from(windowTeams)
    .innerJoin(teams, eq(teams.id, windowTeams.teamId))
    .groupBy(windowTeams.windowId)
    .as("allowed");
  const inRange = and(eq(occurrences.environmentId, environmentId), overlapsRange(occurrences.during, range));
  return await reader
    .select({
      id: occurrences.id,
      windowId: occurrences.windowId,
      windowName: releaseWindows.name,
      during: occurrences.during,
      zone: releaseWindows.zone,
      status: occurrences.status,
      lanes: occurrences.lanes,
      cadence: releaseWindows.cadence,
      granularityMinutes: releaseWindows.granularityMinutes,
      leadMinutes: releaseWindows.leadMinutes,
      bookers: sql<BookingTeam[]>`coalesce(${allowed.list}, '[]')`,
    })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .leftJoin(allowed, eq(allowed.windowId, occurrences.windowId))
    .where(occurrenceId ? or(inRange, eq(occurrences.id, occurrenceId)) : inRange)
    .orderBy(sql`lower(${occurrences.during})`, occurrences.id);
}

/** The live slots of an environment that touch the stretch. Whoever called this expired stale holds before, or counts them. */
export async function loadTakenSlots(
  reader: Reader,
  environmentId: string,
  range: Range,
  scope: Reach,
): Promise<TakenSlot[]> {
  const rows = await reader
    .select({
      id: slots.id,
      occurrenceId: slots.occurrenceId,
      lane: slots.lane,
      during: slots.during,
      status: slots.status,
      teamId: slots.teamId,
      teamName: teams.name,
      holderName: people.name,
      serviceId: services.id,
      serviceName: services.name,
      version: releases.version,
    })
    .from(slots)
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .leftJoin(people, eq(people.id, slots.heldBy))
    .leftJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .leftJoin(services, eq(services.id, slotReleases.serviceId))
    .leftJoin(releases, eq(releases.id, slotReleases.releaseId))
    .where(and(eq(slots.environmentId, environmentId), slots.live, overlapsRange(slots.during, range)));
  return [...groupRows(rows, (row) => row.id).values()].flatMap((group) => {
    const [slot] = group;
    if (slot === undefined) return [];
    const { id, occurrenceId, lane, during } = slot;
    const aboard = group.flatMap(({ serviceId, serviceName }) =>
      serviceId === null || serviceName === null ? [] : [{ serviceId, serviceName }],
    );
    const takenBy = reaches(scope, slot.teamId) || slot.teamId === null ? nameOf(group) : undefined;
    return [{ id, occurrenceId, lane, during, services: aboard, ...(takenBy === undefined ? {} : { takenBy }) }];
  });
}

type NamedRow = {
  status: string;
  teamName: string | null;
  holderName: string | null;
  serviceName: string | null;
  version: string | null;
};

function nameOf(group: readonly NamedRow[]): string | undefined {
  const [slot] = group;
  if (slot?.status === "held") return slot.holderName === null ? undefined : `${slot.holderName}, who is booking it`;
  const names = group.flatMap((row) => (row.serviceName === null ? [] : [`${row.serviceName} ${row.version}`]));
  const team = slot?.teamName ? ` of ${slot.teamName}` : "";
  return names.length === 0 ? (slot?.teamName ?? undefined) : `${names.join(", ")}${team}`;
}
