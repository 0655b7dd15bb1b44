import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import { environments, freezePeriods, freezeScopes, freezes, occurrences, releaseWindows } from "@/db/schema";
import { together } from "@/db/together";
import type { FreezeRule, FreezeScope } from "@/lib/domain/freeze";
import type { OccurrenceRule, WindowRules } from "@/lib/domain/window-status";
import type { Range } from "@/lib/time/range";

/**
 * What the evaluators look at, for several environments at once and a stretch of time: each environment with its occurrences
 * (cancelled ones too, so that a reason can name them) and every freeze in force at some moment of the stretch. Always four
 * statements, however many environments there are. Unknown environments are absent from the answer.
 */
export async function loadWindowRules(
  reader: Reader,
  environmentIds: readonly string[],
  range: Range,
): Promise<Map<string, WindowRules>> {
  const ids = [...new Set(environmentIds)];
  if (ids.length === 0) return new Map();
  const [places, openings, closings] = await together(reader, [
    () => reader.select().from(environments).where(inArray(environments.id, ids)),
    () => loadOccurrences(reader, ids, range),
    () => loadFreezes(reader, range),
  ]);
  return new Map(
    places.map((environment) => [
      environment.id,
      {
        environment,
        occurrences: openings.get(environment.id) ?? [],
        freezes: closings.filter(
          ({ scope }) => scope.environmentIds === null || scope.environmentIds.includes(environment.id),
        ),
      },
    ]),
  );
}

async function loadOccurrences(
  reader: Reader,
  environmentIds: string[],
  range: Range,
): Promise<Map<string, OccurrenceRule[]>> {
  const rows = await reader
    .select({
      environmentId: occurrences.environmentId,
      id: occurrences.id,
      windowId: occurrences.windowId,
      windowName: releaseWindows.name,
      during: occurrences.during,
      zone: releaseWindows.zone,
      status: occurrences.status,
    })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(and(inArray(occurrences.environmentId, environmentIds), overlapsRange(occurrences.during, range)))
    .orderBy(sql`lower(${occurrences.during})`);
  return groupRows(rows, (row) => row.environmentId);
}

/** Every freeze period that touches the stretch and was not lifted, with its scope. */
export async function loadFreezes(reader: Reader, range: Range): Promise<FreezeRule[]> {
  const periods = await reader
    .select({
      freezeId: freezes.id,
      name: freezes.name,
      grade: freezes.grade,
      zone: freezes.zone,
      during: freezePeriods.during,
    })
    .from(freezePeriods)
    .innerJoin(freezes, eq(freezes.id, freezePeriods.freezeId))
    .where(and(isNull(freezes.liftedAt), overlapsRange(freezePeriods.during, range)))
    .orderBy(sql`lower(${freezePeriods.during})`);
  if (periods.length === 0) return [];
  const freezeIds = [...new Set(periods.map((period) => period.freezeId))];
  const scopes = await reader.select().from(freezeScopes).where(inArray(freezeScopes.freezeId, freezeIds));
  return periods.map((period) => ({
    ...period,
    scope: scopeOf(scopes.filter((row) => row.freezeId === period.freezeId)),
  }));
}

function scopeOf(rows: (typeof freezeScopes.$inferSelect)[]): FreezeScope {
  const list = (ids: (string | null)[]) => {
    const named = ids.filter((id) => id !== null);
    return named.length === 0 ? null : named;
  };
  return {
    environmentIds: list(rows.map((row) => row.environmentId)),
    teamIds: list(rows.map((row) => row.teamId)),
    serviceIds: list(rows.map((row) => row.serviceId)),
  };
}
