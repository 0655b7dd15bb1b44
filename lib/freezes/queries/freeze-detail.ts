import { and, asc, eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { freezePeriods, freezeScopes } from "@/db/schema";
import { type Reach, reaches } from "@/lib/domain/permission";
import { listSlotsHitBy } from "./freeze-hits";
import { loadLiveExceptions } from "./freeze-rules";
import { listFreezes } from "./freezes";
import { freezeScopeOf, listsOfRows } from "./scope";

/** As many as a page shows. */
const periodsShown = 10;
const hitsShown = 50;

/**
 * One freeze with the stretches that it closes next and the booked slots of the reader's teams that it keeps from opening in them. A
 * lifted one keeps nothing. `undefined`: there is none.
 */
export async function readFreeze(reader: Reader, freezeId: string, scope: Reach, now: Date) {
  const [freeze] = await listFreezes(reader, { past: true, freezeId }, now);
  if (freeze === undefined) return undefined;
  const periods = await reader
    .select({ during: freezePeriods.during, label: freezePeriods.label })
    .from(freezePeriods)
    .where(
      and(
        eq(freezePeriods.freezeId, freezeId),
        sql`upper(${freezePeriods.during}) > ${now.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(sql`lower(${freezePeriods.during})`))
    .limit(periodsShown);
  const first = periods[0];
  const last = periods.at(-1);
  if (freeze.liftedAt !== null || first === undefined || last === undefined) {
    return { ...freeze, periods, hits: [], hitCount: 0 };
  }
  const rows = await reader.select().from(freezeScopes).where(eq(freezeScopes.freezeId, freezeId));
  const exceptions = await loadLiveExceptions(reader, [freezeId], { start: now, end: last.during.end });
  const { hits } = await listSlotsHitBy(reader, {
    grade: freeze.grade,
    scope: freezeScopeOf(listsOfRows(rows)),
    periods: periods.map(({ during }) => during),
    exceptions: exceptions.get(freezeId),
  });
  const visible = hits.filter(({ teamId }) => reaches(scope, teamId));
  return { ...freeze, periods, hits: visible.slice(0, hitsShown), hitCount: visible.length };
}
