import { type SQL, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { occurrences, type releaseWindows } from "@/db/schema";
import type { OccurrencePlan } from "@/lib/domain/occurrence-plan";
import type { Range } from "@/lib/time/range";
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

type Places = readonly { id: string; during: Range }[];

/** Gives openings their time, and the lanes of the window. One statement, however many there are. */
async function place(tx: Tx, places: Places, set: (during: SQL) => SQL): Promise<void> {
  if (places.length === 0) return;
  const rows = places.map(({ id, during }) => ({ id, ...during }));
  await tx.execute(sql`
    update occurrences set ${set(sql`tstzrange(placed.start, placed."end")`)}, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as placed(id uuid, start timestamptz, "end" timestamptz)
    where occurrences.id = placed.id`);
}

/**
 * Widens openings to hold both what they are and what they become, so that slots can go from one to the other: at every moment
 * a slot lies inside its opening (rule 2).
 */
export async function widenOpenings(tx: Tx, places: Places, lanes: number): Promise<void> {
  await place(
    tx,
    places,
    (during) => sql`during = range_merge(during, ${during}), lanes = greatest(lanes, ${lanes}::int)`,
  );
}

/** Gives openings the time and the lanes that they have from now on. */
export async function settleOpenings(tx: Tx, places: Places, lanes: number): Promise<void> {
  await place(tx, places, (during) => sql`during = ${during}, lanes = ${lanes}::int`);
}

/** Ends the openings that a rule no longer gives: those without a past go, the others are cancelled. */
export async function endOpenings(
  tx: Tx,
  { remove, cancel }: Pick<OccurrencePlan, "remove" | "cancel">,
): Promise<void> {
  if (remove.length > 0) await tx.delete(occurrences).where(anyOf(occurrences.id, remove));
  // Not by a person: a rule that gives it again lets it take place again.
  if (cancel.length > 0)
    await tx.update(occurrences).set({ status: "cancelled", editedAt: null }).where(anyOf(occurrences.id, cancel));
}

/** Lets openings take place that an earlier rule had cancelled. */
export async function reopenOpenings(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.update(occurrences).set({ status: "scheduled" }).where(anyOf(occurrences.id, ids));
}
