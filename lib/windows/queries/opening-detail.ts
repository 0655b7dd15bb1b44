import { and, desc, eq, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import {
  auditEvents,
  environments,
  occurrences,
  releases,
  releaseWindows,
  services,
  slotReleases,
  slots,
  teams,
} from "@/db/schema";
import { type Reach, reaches } from "@/lib/domain/permission";

/** As many events as a page shows of one opening's history. */
const eventsShown = 50;

/**
 * One opening with its window, the slots that ever stood in it as far as they are in the reader's scope, and its history: what was
 * done to it alone, and each change of its window's rule since it was planned. `undefined` when there is none. Three statements.
 */
export async function loadOpeningDetail(reader: Reader, occurrenceId: string, scope: Reach) {
  const predecessor = alias(releaseWindows, "predecessor");
  const [row] = await reader
    .select({
      id: occurrences.id,
      during: occurrences.during,
      originalLocalStart: occurrences.originalLocalStart,
      lanes: occurrences.lanes,
      status: occurrences.status,
      editedAt: occurrences.editedAt,
      createdAt: occurrences.createdAt,
      predecessorId: predecessor.id,
      window: {
        id: releaseWindows.id,
        name: releaseWindows.name,
        zone: releaseWindows.zone,
        lanes: releaseWindows.lanes,
        overrun: releaseWindows.overrun,
        archivedAt: releaseWindows.archivedAt,
      },
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
    })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .innerJoin(environments, eq(environments.id, occurrences.environmentId))
    .leftJoin(predecessor, eq(predecessor.succeededBy, releaseWindows.id))
    .where(eq(occurrences.id, occurrenceId));
  if (row === undefined) return undefined;
  const { predecessorId, createdAt, ...opening } = row;
  const windowIds = [row.window.id, ...(predecessorId === null ? [] : [predecessorId])];
  return {
    opening,
    slots: await loadSlotsOf(reader, occurrenceId, scope),
    history: await loadHistory(reader, occurrenceId, windowIds, createdAt),
  };
}

async function loadSlotsOf(reader: Reader, occurrenceId: string, scope: Reach) {
  const rows = await reader
    .select({
      id: slots.id,
      lane: slots.lane,
      during: slots.during,
      status: slots.status,
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      serviceName: services.name,
      version: releases.version,
    })
    .from(slots)
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .leftJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .leftJoin(releases, eq(releases.id, slotReleases.releaseId))
    .leftJoin(services, eq(services.id, slotReleases.serviceId))
    .where(and(eq(slots.occurrenceId, occurrenceId), sql`${slots.status} <> 'expired'`))
    .orderBy(sql`lower(${slots.during})`, slots.lane, slots.id, slotReleases.position);
  return [...groupRows(rows, (row) => row.id).values()].flatMap((group) => {
    const [slot] = group;
    if (slot === undefined) return [];
    const { id, lane, during, status, team } = slot;
    const isVisible = team === null || reaches(scope, team.id);
    const aboard = group.flatMap(({ serviceName, version }) =>
      serviceName === null ? [] : [`${serviceName} ${version}`],
    );
    return [{ id, lane, during, status, team: isVisible ? team : null, name: isVisible ? aboard.join(", ") : "" }];
  });
}

async function loadHistory(reader: Reader, occurrenceId: string, windowIds: string[], since: Date) {
  const ofWindow = and(
    eq(auditEvents.subjectKind, "window"),
    sql`${auditEvents.subjectId} = any(${sql.param(windowIds)}::uuid[])`,
    sql`${auditEvents.at} >= ${since.toISOString()}::timestamptz`,
    sql`${auditEvents.action} in ('window.changed', 'window.continued', 'window.archived')`,
  );
  return await reader
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      actorName: auditEvents.actorName,
      action: auditEvents.action,
      subjectName: auditEvents.subjectName,
      data: auditEvents.data,
    })
    .from(auditEvents)
    .where(or(and(eq(auditEvents.subjectKind, "occurrence"), eq(auditEvents.subjectId, occurrenceId)), ofWindow))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(eventsShown);
}
