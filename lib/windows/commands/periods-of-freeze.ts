import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { freezePeriods, freezeScopes, type freezes } from "@/db/schema";
import { expandRule, type Opening } from "@/lib/time/recurrence";
import { maxOpenings } from "@/lib/time/validate-rule";

export type FreezeRow = typeof freezes.$inferSelect;
export type ScopeInput = { environmentIds: string[]; teamIds: string[]; serviceIds: string[] };

/** Postgres takes 65,535 parameters in one statement; a row has four. */
const rowsAtOnce = 5_000;

/** The stretches in which the freeze's rule closes that share an instant with the time between `from` and `to`. */
export function periodsBetween(
  rule: Pick<FreezeRow, "localStart" | "zone" | "durationMinutes" | "rrule" | "exdates">,
  from: Date,
  to: Date,
): Opening[] {
  return expandRule({ ...rule, rdates: [] }, { start: from, end: to }, maxOpenings).occurrences;
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

/** Makes the stretches from now on follow the freeze's rule. What is over stays. */
export async function remakePeriods(tx: Tx, freeze: FreezeRow, now: Date): Promise<void> {
  await tx
    .delete(freezePeriods)
    .where(
      and(
        eq(freezePeriods.freezeId, freeze.id),
        sql`upper(${freezePeriods.during}) > ${now.toISOString()}::timestamptz`,
      ),
    );
  await insertPeriods(tx, freeze.id, periodsBetween(freeze, now, freeze.expandedUntil));
}

/** Writes where the freeze reaches, in place of what was written before. */
export async function replaceScope(tx: Tx, freezeId: string, scope: ScopeInput): Promise<void> {
  await tx.delete(freezeScopes).where(eq(freezeScopes.freezeId, freezeId));
  const rows = [
    ...[...new Set(scope.environmentIds)].map((environmentId) => ({ freezeId, environmentId })),
    ...[...new Set(scope.teamIds)].map((teamId) => ({ freezeId, teamId })),
    ...[...new Set(scope.serviceIds)].map((serviceId) => ({ freezeId, serviceId })),
  ];
  if (rows.length > 0) await tx.insert(freezeScopes).values(rows);
}
