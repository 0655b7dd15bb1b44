import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import {
  environments,
  freezePeriods,
  freezeScopes,
  freezes,
  people,
  postponements,
  services,
  teams,
} from "@/db/schema";
import type { Range } from "@/lib/time/range";

const creator = alias(people, "creator");
const lifter = alias(people, "lifter");

/** The freezes by when they close next, with their scope in names. `past`: also those that are lifted or over. */
export async function listFreezes(reader: Reader, filter: { past: boolean; freezeId?: string }, now: Date) {
  const rows = await reader
    .select({
      id: freezes.id,
      name: freezes.name,
      reason: freezes.reason,
      grade: freezes.grade,
      zone: freezes.zone,
      localStart: freezes.localStart,
      durationMinutes: freezes.durationMinutes,
      rrule: freezes.rrule,
      exdates: freezes.exdates,
      rdates: freezes.rdates,
      stopsTheLine: freezes.stopsTheLine,
      calendarId: freezes.calendarId,
      thaw: freezes.thaw,
      thawPerHour: freezes.thawPerHour,
      createdBy: creator.name,
      createdAt: freezes.createdAt,
      liftedAt: freezes.liftedAt,
      liftedBy: lifter.name,
    })
    .from(freezes)
    .leftJoin(creator, eq(creator.id, freezes.createdBy))
    .leftJoin(lifter, eq(lifter.id, freezes.liftedBy))
    .where(
      and(
        filter.past ? undefined : isNull(freezes.liftedAt),
        filter.freezeId === undefined ? undefined : eq(freezes.id, filter.freezeId),
      ),
    )
    .orderBy(asc(freezes.name));
  const ids = rows.map((row) => row.id);
  const next = await loadNextPeriods(reader, ids, now);
  const scopes = await loadScopes(reader, ids);
  const postponed = await countPostponed(reader, ids);
  const namesOf = (freezeId: string, excluded: boolean) =>
    (scopes.get(freezeId) ?? []).filter((row) => row.excluded === excluded).map(thingOf);
  return rows
    .map((row) => ({
      ...row,
      nextPeriod: next.get(row.id) ?? null,
      scope: namesOf(row.id, false),
      except: namesOf(row.id, true),
      postponed: postponed.get(row.id) ?? 0,
    }))
    .filter((row) => filter.past || row.nextPeriod !== null)
    .sort((a, b) => startOf(a.nextPeriod) - startOf(b.nextPeriod));
}

const startOf = (period: Range | null) => period?.start.getTime() ?? Number.POSITIVE_INFINITY;

/** The period that is in force now, or else the next one. */
async function loadNextPeriods(reader: Reader, freezeIds: string[], now: Date): Promise<Map<string, Range>> {
  if (freezeIds.length === 0) return new Map();
  const rows = await reader
    .selectDistinctOn([freezePeriods.freezeId], { freezeId: freezePeriods.freezeId, during: freezePeriods.during })
    .from(freezePeriods)
    .where(
      sql`${freezePeriods.freezeId} = any(${sql.param(freezeIds)}::uuid[]) and upper(${freezePeriods.during}) > ${now.toISOString()}::timestamptz`,
    )
    .orderBy(freezePeriods.freezeId, sql`lower(${freezePeriods.during})`);
  return new Map(rows.map((row) => [row.freezeId, row.during]));
}

async function countPostponed(reader: Reader, freezeIds: string[]): Promise<Map<string, number>> {
  if (freezeIds.length === 0) return new Map();
  const rows = await reader
    .select({ freezeId: postponements.freezeId, count: count() })
    .from(postponements)
    .where(and(inArray(postponements.freezeId, freezeIds), eq(postponements.status, "waiting")))
    .groupBy(postponements.freezeId);
  return new Map(rows.map((row) => [row.freezeId, row.count]));
}

async function loadScopes(reader: Reader, freezeIds: string[]) {
  if (freezeIds.length === 0) return new Map<string, never[]>();
  const rows = await reader
    .select({
      freezeId: freezeScopes.freezeId,
      excluded: freezeScopes.excluded,
      environmentId: freezeScopes.environmentId,
      teamId: freezeScopes.teamId,
      serviceId: freezeScopes.serviceId,
      environmentName: environments.name,
      teamName: teams.name,
      serviceName: services.name,
    })
    .from(freezeScopes)
    .leftJoin(environments, eq(environments.id, freezeScopes.environmentId))
    .leftJoin(teams, eq(teams.id, freezeScopes.teamId))
    .leftJoin(services, eq(services.id, freezeScopes.serviceId))
    .where(inArray(freezeScopes.freezeId, freezeIds))
    .orderBy(asc(environments.position), asc(teams.name), asc(services.name));
  return groupRows(rows, (row) => row.freezeId);
}

type ScopeRow = {
  environmentId: string | null;
  teamId: string | null;
  serviceId: string | null;
  environmentName: string | null;
  teamName: string | null;
  serviceName: string | null;
};

function thingOf(row: ScopeRow) {
  if (row.environmentId)
    return { kind: "environment" as const, id: row.environmentId, name: row.environmentName ?? "" };
  if (row.teamId) return { kind: "team" as const, id: row.teamId, name: row.teamName ?? "" };
  return { kind: "service" as const, id: row.serviceId ?? "", name: row.serviceName ?? "" };
}
