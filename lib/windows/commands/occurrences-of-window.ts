import { eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { occurrences, type releaseWindows } from "@/db/schema";
import type { OccurrencePlan } from "@/lib/domain/occurrence-plan";
import { expandRule, type Opening } from "@/lib/time/recurrence";
import { maxOpenings } from "@/lib/time/validate-rule";

export type WindowRow = typeof releaseWindows.$inferSelect;

/** Postgres takes 65,535 parameters in one statement; a row has seven. */
const rowsAtOnce = 5_000;

/** The openings of the window's rule that share an instant with the time between `from` and `to`. */
export function openingsBetween(rule: Pick<WindowRow, keyof Parameters<typeof expandRule>[0]>, from: Date, to: Date) {
  return expandRule(rule, { start: from, end: to }, maxOpenings).occurrences;
}

/** Writes openings as occurrences. One that the window has already, by its original local start, is left as it is. */
export async function insertOccurrences(
  tx: Tx,
  window: Pick<WindowRow, "id" | "environmentId" | "lanes">,
  openings: readonly Opening[],
): Promise<number> {
  let inserted = 0;
  for (let first = 0; first < openings.length; first += rowsAtOnce) {
    const { rowCount } = await tx
      .insert(occurrences)
      .values(
        openings.slice(first, first + rowsAtOnce).map(({ originalLocalStart, during }) => ({
          id: newId(),
          windowId: window.id,
          environmentId: window.environmentId,
          originalLocalStart,
          during,
          lanes: window.lanes,
        })),
      )
      .onConflictDoNothing({ target: [occurrences.windowId, occurrences.originalLocalStart] });
    inserted += rowCount ?? 0;
  }
  return inserted;
}

/** Carries out what `planOccurrences` worked out. The caller holds the locks of `lockStandingOccurrences`. */
export async function applyOccurrencePlan(tx: Tx, window: WindowRow, plan: OccurrencePlan): Promise<void> {
  if (plan.remove.length > 0) await tx.delete(occurrences).where(inArray(occurrences.id, plan.remove));
  if (plan.cancel.length > 0)
    await tx.update(occurrences).set({ status: "cancelled" }).where(inArray(occurrences.id, plan.cancel));
  if (plan.change.length > 0) {
    const ids = sql.param(plan.change.map(({ id }) => id));
    const starts = sql.param(plan.change.map(({ during }) => during.start.toISOString()));
    const ends = sql.param(plan.change.map(({ during }) => during.end.toISOString()));
    await tx
      .update(occurrences)
      .set({ during: sql`tstzrange(moved.starts, moved.ends)`, lanes: window.lanes })
      .from(sql`unnest(${ids}::uuid[], ${starts}::timestamptz[], ${ends}::timestamptz[]) as moved(id, starts, ends)`)
      .where(eq(occurrences.id, sql`moved.id`));
  }
  await insertOccurrences(tx, window, plan.make);
}
