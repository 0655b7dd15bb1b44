import { and, asc, eq, gt, inArray, notInArray, or, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import { deployments, people, releases, services, slotReleases, slots, teams } from "@/db/schema";
import type { DeploymentState } from "@/lib/domain/deployment-state";
import type { DatabaseChange, ReleaseKind, ReleaseState } from "@/lib/domain/release-state";
import type { Range } from "@/lib/time/range";

export type ReleaseInView = {
  releaseId: string;
  serviceId: string;
  serviceName: string;
  teamId: string;
  version: string;
  kind: ReleaseKind;
  status: ReleaseState;
  databaseChange: DatabaseChange;
  downtimeMinutes: number;
};

export type SlotRow = Awaited<ReturnType<typeof loadSlotsInView>>[number];

/**
 * The slots of environments that touch the stretch (of them, when `slotIds` are named, those alone): holds, bookings, open ones
 * and what became of past ones. Given-up slots and holds that ran out leave no trace in the calendar. One statement.
 */
export async function loadSlotsInView(
  reader: Reader,
  environmentIds: readonly string[],
  view: Range,
  now: Date,
  slotIds?: readonly string[],
) {
  return await reader
    .select({
      id: slots.id,
      environmentId: slots.environmentId,
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
      bookedBy: slots.bookedBy,
      teamId: slots.teamId,
      teamName: teams.name,
      teamHue: teams.hue,
    })
    .from(slots)
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .leftJoin(people, and(eq(people.id, slots.heldBy), eq(slots.status, "held")))
    .where(
      and(
        inArray(slots.environmentId, [...environmentIds]),
        slotIds === undefined ? undefined : anyOf(slots.id, slotIds),
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
): Promise<Map<string, (ReleaseInView & { createdBy: string | null })[]>> {
  if (slotIds.length === 0) return new Map();
  const rows = await reader
    .select({
      slotId: slotReleases.slotId,
      releaseId: releases.id,
      serviceId: services.id,
      serviceName: services.name,
      teamId: services.teamId,
      version: releases.version,
      kind: releases.kind,
      status: releases.status,
      createdBy: releases.createdBy,
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
