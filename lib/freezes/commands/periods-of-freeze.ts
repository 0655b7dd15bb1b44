import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { freezePeriods, freezeScopes, type freezes } from "@/db/schema";
import type { WrittenScope } from "@/lib/freezes/queries/scope";
import type { Range } from "@/lib/time/range";
import { expandRule, type Opening } from "@/lib/time/recurrence";
import { maxOpenings } from "@/lib/time/validate-rule";

export type FreezeRow = typeof freezes.$inferSelect;

/** Postgres takes 65,535 parameters in one statement; a row has four. */
const rowsAtOnce = 5_000;

/** The stretches in which the freeze's rule closes that share an instant with the time between `from` and `to`. */
export function periodsBetween(
  rule: Pick<FreezeRow, "localStart" | "zone" | "durationMinutes" | "rrule" | "exdates" | "rdates">,
  from: Date,
  to: Date,
): Opening[] {
  return expandRule(rule, { start: from, end: to }, maxOpenings).occurrences;
}

/** Writes the stretches. One that the freeze has already is left as it is. */
export async function insertPeriods(tx: Tx, freezeId: string, periods: readonly Opening[]): Promise<number> {
  let inserted = 0;
  for (let first = 0; first < periods.length; first += rowsAtOnce) {
    const { rowCount } = await tx
      .insert(freezePeriods)
      .values(
        periods.slice(first, first + rowsAtOnce).map(({ originalLocalStart, during }) => ({
          id: newId(),
          freezeId,
          originalLocalStart,
          during,
        })),
      )
      .onConflictDoNothing({ target: [freezePeriods.freezeId, freezePeriods.originalLocalStart] });
    inserted += rowCount ?? 0;
  }
  return inserted;
}

const notOver = (now: Date) => sql`upper(${freezePeriods.during}) > ${now.toISOString()}::timestamptz`;

/**
 * Makes the stretches from now on follow the freeze's rule. What is over stays. The stretches of a calendar follow the calendar, and
 * are left alone.
 */
export async function remakePeriods(tx: Tx, freeze: FreezeRow, now: Date): Promise<void> {
  if (freeze.calendarId !== null) return;
  await tx.delete(freezePeriods).where(and(eq(freezePeriods.freezeId, freeze.id), notOver(now)));
  await insertPeriods(tx, freeze.id, periodsBetween(freeze, now, freeze.expandedUntil));
}

/** The written stretches that are not over, in order. */
export async function comingPeriods(tx: Tx, freezeId: string, now: Date): Promise<Range[]> {
  const rows = await tx
    .select({ during: freezePeriods.during })
    .from(freezePeriods)
    .where(and(eq(freezePeriods.freezeId, freezeId), notOver(now)))
    .orderBy(asc(sql`lower(${freezePeriods.during})`));
  return rows.map(({ during }) => during);
}

/** Writes where the freeze reaches, in place of what was written before. */
export async function replaceScope(tx: Tx, freezeId: string, scope: WrittenScope): Promise<void> {
  await tx.delete(freezeScopes).where(eq(freezeScopes.freezeId, freezeId));
  const { except, ...included } = scope;
  const rows = [
    ...rowsOf(included).map((row) => ({ ...row, freezeId, excluded: false })),
    ...rowsOf(except).map((row) => ({ ...row, freezeId, excluded: true })),
  ];
  if (rows.length > 0) await tx.insert(freezeScopes).values(rows);
}

function rowsOf({ environmentIds, teamIds, serviceIds }: WrittenScope["except"]) {
  return [
    ...[...new Set(environmentIds)].map((environmentId) => ({ environmentId })),
    ...[...new Set(teamIds)].map((teamId) => ({ teamId })),
    ...[...new Set(serviceIds)].map((serviceId) => ({ serviceId })),
  ];
}
