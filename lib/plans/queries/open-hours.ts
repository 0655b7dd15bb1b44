import { and, eq, notInArray, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { occurrences } from "@/db/schema";
import { type FreezeRule, freezesThatHit, type Intent } from "@/lib/domain/freeze";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { Range } from "@/lib/time/range";

/** When an environment's windows are open, overlapping openings as one. Merged by the database: a year of many windows is one list. */
export async function loadOpenings(
  reader: Reader,
  environment: { id: string; defaultOpen: boolean },
  range: Range,
  { except = [] }: { except?: readonly string[] } = {},
): Promise<Range[]> {
  if (environment.defaultOpen) return [range];
  const merged = reader
    .select({ during: sql<string>`unnest(range_agg(${occurrences.during}))`.as("during") })
    .from(occurrences)
    .where(
      and(
        eq(occurrences.environmentId, environment.id),
        eq(occurrences.status, "scheduled"),
        overlapsRange(occurrences.during, range),
        except.length === 0 ? undefined : notInArray(occurrences.windowId, [...except]),
      ) as SQL,
    )
    .as("merged");
  const rows = await reader
    .select({
      start: sql`lower(${merged.during})`.mapWith(instantOf),
      end: sql`upper(${merged.during})`.mapWith(instantOf),
    })
    .from(merged)
    .orderBy(sql`lower(${merged.during})`);
  return rows as Range[];
}

const instantOf = (value: string | Date) => new Date(value);

/** The freezes of the stretch, without the one that is rehearsed. One to three statements. */
export async function loadOtherFreezes(reader: Reader, range: Range, except?: string): Promise<FreezeRule[]> {
  return (await loadFreezes(reader, range)).filter(({ freezeId }) => freezeId !== except);
}

/** When these freezes close for the intent. */
export const closingsFor = (freezes: readonly FreezeRule[], intent: Intent): Range[] =>
  freezesThatHit(freezes, [intent]).map(({ during }) => during);
