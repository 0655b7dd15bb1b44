import { and, asc, eq, gt, notInArray, or, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import { deployments, people, releases, services, slotReleases, slots, teams } from "@/db/schema";
import type { DeploymentState } from "@/lib/domain/deployment-state";
import type { DatabaseChange } from "@/lib/domain/release-state";
import type { Range } from "@/lib/time/range";

export type ReleaseInView = {
  releaseId: string;
  serviceName: string;
  version: string;
  databaseChange: DatabaseChange;
  downtimeMinutes: number;
};

/**
 * The slots of an environment that touch the stretch: holds, bookings, open ones and what became of past ones. Given-up slots
 * and holds that ran out leave no trace in the calendar. One statement.
 */
export async function loadSlotsInView(reader: Reader, environmentId: string, view: Range, now: Date) {
  return await reader
    .select({
      id: slots.id,
      occurrenceId: slots.occurrenceId,
      lane: slots.lane,
      during: slots.during,
      origin: slots.origin,
      status: slots.status,
      live: slots.live,
      movedFrom: slots.movedFrom,
      heldBy: slots.heldBy,
      holderName: people.name,
      heldUntil: slots.heldUntil,
      teamId: slots.teamId,
      teamName: teams.name,
      teamHue: teams.hue,
    })
    .from(slots)
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .leftJoin(people, and(eq(people.id, slots.heldBy), eq(slots.status, "held")))
    .where(
      and(
        eq(slots.environmentId, environmentId),
        overlapsRange(slots.during, view),
        notInArray(slots.status, ["cancelled", "expired"]),
        or(sql`${slots.status} <> 'held'`, gt(slots.heldUntil, now)),
      ),
    )
    .orderBy(sql`lower(${slots.during})`, asc(slots.lane), asc(slots.id));
}

/** What these slots ship, in order. One statement. */
export async function loadReleasesInView(
  reader: Reader,
  slotIds: readonly string[],
): Promise<Map<string, ReleaseInView[]>> {
  if (slotIds.length === 0) return new Map();
  const rows = await reader
    .select({
      slotId: slotReleases.slotId,
      releaseId: releases.id,
      serviceName: services.name,
      version: releases.version,
      databaseChange: releases.databaseChange,
      downtimeMinutes: releases.downtimeMinutes,
    })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .where(anyOf(slotReleases.slotId, slotIds))
    .orderBy(slotReleases.slotId, slotReleases.position);
  const entries = [...groupRows(rows, (row) => row.slotId)];
  return new Map(entries.map(([id, group]) => [id, group.map(({ slotId: _, ...release }) => release)]));
}

/** How far the deployments of these slots are. One statement. */
export async function loadDeploymentStates(
  reader: Reader,
  slotIds: readonly string[],
): Promise<Map<string, DeploymentState[]>> {
  if (slotIds.length === 0) return new Map();
  const rows = await reader
    .select({ slotId: deployments.slotId, status: deployments.status })
    .from(deployments)
    .where(anyOf(deployments.slotId, slotIds));
  const entries = [...groupRows(rows, (row) => row.slotId)];
  return new Map(entries.map(([id, group]) => [id, group.map((row) => row.status)]));
}
