import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import { freezeExceptions, freezePeriods, freezeScopes, freezes, people } from "@/db/schema";
import { together } from "@/db/together";
import type { FreezeException, FreezeRule } from "@/lib/domain/freeze";
import type { Range } from "@/lib/time/range";
import { freezeScopeOf, listsOfRows } from "./scope";

/**
 * Every freeze period that touches the stretch and was not lifted, with its scope and the exceptions that count or may yet count
 * there. Three statements, and one when nothing is frozen. Whoever judges by freezes reads them here: one answer everywhere
 * (case 7).
 */
export async function loadFreezes(reader: Reader, range: Range): Promise<FreezeRule[]> {
  const periods = await reader
    .select({
      freezeId: freezes.id,
      name: sql<string>`case when ${freezePeriods.label} = '' then ${freezes.name} else ${freezes.name} || ': ' || ${freezePeriods.label} end`,
      grade: freezes.grade,
      zone: freezes.zone,
      stopsTheLine: freezes.stopsTheLine,
      during: freezePeriods.during,
    })
    .from(freezePeriods)
    .innerJoin(freezes, eq(freezes.id, freezePeriods.freezeId))
    .where(and(isNull(freezes.liftedAt), overlapsRange(freezePeriods.during, range)))
    .orderBy(sql`lower(${freezePeriods.during})`);
  if (periods.length === 0) return [];
  const freezeIds = [...new Set(periods.map((period) => period.freezeId))];
  const [rows, exceptions] = await together(reader, [
    () => reader.select().from(freezeScopes).where(inArray(freezeScopes.freezeId, freezeIds)),
    () => loadLiveExceptions(reader, freezeIds, range),
  ]);
  const rowsOf = groupRows(rows, (row) => row.freezeId);
  const scopes = new Map(freezeIds.map((id) => [id, freezeScopeOf(listsOfRows(rowsOf.get(id) ?? []))]));
  return periods.map((period) => ({
    ...period,
    scope: scopes.get(period.freezeId) ?? freezeScopeOf(listsOfRows([])),
    exceptions: exceptions.get(period.freezeId) ?? [],
  }));
}

/** The exceptions that are asked for or granted and whose time box touches the stretch, by freeze. */
export async function loadLiveExceptions(
  reader: Reader,
  freezeIds: readonly string[],
  range: Range,
): Promise<Map<string, FreezeException[]>> {
  const [asker, granter] = [alias(people, "asker"), alias(people, "granter")];
  const rows = await reader
    .select({
      freezeId: freezeExceptions.freezeId,
      exception: {
        id: freezeExceptions.id,
        status: freezeExceptions.status,
        environmentId: freezeExceptions.environmentId,
        releaseId: freezeExceptions.releaseId,
        during: freezeExceptions.during,
        reason: freezeExceptions.reason,
        requestedByName: asker.name,
        grantedByName: granter.name,
      },
    })
    .from(freezeExceptions)
    .innerJoin(asker, eq(asker.id, freezeExceptions.requestedBy))
    .leftJoin(granter, eq(granter.id, freezeExceptions.decidedBy))
    .where(
      and(
        inArray(freezeExceptions.freezeId, [...freezeIds]),
        inArray(freezeExceptions.status, ["requested", "granted"]),
        overlapsRange(freezeExceptions.during, range),
      ),
    )
    .orderBy(asc(freezeExceptions.requestedAt));
  const live = rows.flatMap(({ freezeId, exception }) => {
    const { status } = exception;
    return status === "requested" || status === "granted" ? [{ freezeId, exception: { ...exception, status } }] : [];
  });
  return new Map(
    [...groupRows(live, (row) => row.freezeId)].map(([id, group]) => [id, group.map((row) => row.exception)]),
  );
}
