import { and, eq, inArray, or, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import { environments, releases, services, slotReleases, slots, teams, waitlistEntries } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import type { PlannedRelease, PlannedSlot } from "@/lib/domain/planned-slot";
import type { Range } from "@/lib/time/range";

const releaseColumns = {
  releaseId: releases.id,
  serviceId: services.id,
  serviceName: services.name,
  teamId: services.teamId,
  version: releases.version,
  kind: releases.kind,
  status: releases.status,
  databaseChange: releases.databaseChange,
  downtimeMinutes: releases.downtimeMinutes,
  rollbackPlan: releases.rollbackPlan,
};

export const teamColumns = {
  id: teams.id,
  name: teams.name,
  hue: teams.hue,
  zone: teams.zone,
  workStartMinute: teams.workStartMinute,
  workEndMinute: teams.workEndMinute,
  workDays: teams.workDays,
};

/**
 * What is booked, open or offered to somebody in the waitlist within a stretch of time, in every environment, as far as the reader
 * may see it. A hold without an offer is nobody's plan yet. Two statements, three where something is offered.
 */
export async function loadPlannedSlots(reader: Reader, range: Range, scope: Reach): Promise<PlannedSlot[]> {
  const seen = scope === "all" ? undefined : scope.length === 0 ? sql`false` : inArray(teams.id, [...scope]);
  const rows = await reader
    .select({
      id: slots.id,
      occurrenceId: slots.occurrenceId,
      lane: slots.lane,
      during: slots.during,
      origin: slots.origin,
      isFixed: sql<boolean>`${slots.status} <> 'booked' or ${slots.origin} = 'train'`,
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      team: teamColumns,
      offeredReleaseId: waitlistEntries.releaseId,
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(waitlistEntries, and(eq(waitlistEntries.offeredSlotId, slots.id), eq(waitlistEntries.status, "offered")))
    .innerJoin(teams, eq(teams.id, sql`coalesce(${slots.teamId}, ${waitlistEntries.teamId})`))
    .where(
      and(
        slots.live,
        overlapsRange(slots.during, range),
        or(inArray(slots.status, ["booked", "open"]), eq(waitlistEntries.status, "offered")),
        seen,
      ),
    )
    .orderBy(sql`lower(${slots.during})`, slots.id);
  const shipped = await loadReleases(
    reader,
    rows.map(({ id }) => id),
  );
  const offered = await loadOffered(
    reader,
    rows.flatMap(({ offeredReleaseId }) => offeredReleaseId ?? []),
  );
  return rows.map(({ offeredReleaseId, ...slot }) => ({
    ...slot,
    releases: shipped.get(slot.id) ?? (offeredReleaseId === null ? [] : (offered.get(offeredReleaseId) ?? [])),
  }));
}

async function loadReleases(reader: Reader, slotIds: string[]): Promise<Map<string, PlannedRelease[]>> {
  if (slotIds.length === 0) return new Map();
  const rows = await reader
    .select({ slotId: slotReleases.slotId, release: releaseColumns })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .where(anyOf(slotReleases.slotId, slotIds))
    .orderBy(slotReleases.slotId, slotReleases.position);
  const entries = [...groupRows(rows, (row) => row.slotId)];
  return new Map(entries.map(([id, group]) => [id, group.map(({ release }) => release)]));
}

async function loadOffered(reader: Reader, releaseIds: string[]): Promise<Map<string, PlannedRelease[]>> {
  if (releaseIds.length === 0) return new Map();
  const rows = await reader
    .select(releaseColumns)
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(anyOf(releases.id, releaseIds));
  return groupRows(rows, (row) => row.releaseId);
}
