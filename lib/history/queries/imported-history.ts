import { and, asc, desc, eq, inArray, isNull, max, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { historyImports, historyIntervals } from "@/db/schema";
import type { HistoryStage } from "@/lib/domain/history-stage";

/** One item of an imported history: how long it was in what, in order. An open end: the file ends with the item in it. */
export type ImportedItem = {
  importId: string;
  /** Whose history it is; both null: the whole organisation's. */
  serviceId: string | null;
  teamId: string | null;
  item: string;
  intervals: { stage: HistoryStage; state: string; enteredAt: Date; leftAt: Date | null }[];
};

/**
 * The history that was brought in from other tools, for whoever counts on history: the newest `limit` items by their last change, each
 * whole; one that several files tell of once, as the one imported last has it. Time that is `left_out` is among the intervals, so that a reader sees the gap.
 */
export async function loadImportedHistory(reader: Reader, { limit = 5_000 } = {}): Promise<ImportedItem[]> {
  const newest = await reader
    .select({ importId: historyIntervals.importId, item: historyIntervals.item, last: max(historyIntervals.enteredAt) })
    .from(historyIntervals)
    .where(isNull(historyIntervals.replacedBy))
    .groupBy(historyIntervals.importId, historyIntervals.item)
    .orderBy(desc(max(historyIntervals.enteredAt)))
    .limit(limit);
  if (newest.length === 0) return [];
  const importIds = [...new Set(newest.map(({ importId }) => importId))];
  const wanted = new Map<string, ImportedItem>();
  const owners = await reader
    .select({ id: historyImports.id, serviceId: historyImports.serviceId, teamId: historyImports.teamId })
    .from(historyImports)
    .where(inArray(historyImports.id, importIds));
  const ownerOf = new Map(owners.map((owner) => [owner.id, owner]));
  for (const { importId, item } of newest) {
    const { serviceId = null, teamId = null } = ownerOf.get(importId) ?? {};
    wanted.set(`${importId} ${item}`, { importId, serviceId, teamId, item, intervals: [] });
  }
  for (const importId of importIds) {
    const items = newest.filter((each) => each.importId === importId).map(({ item }) => item);
    const rows = await reader
      .select()
      .from(historyIntervals)
      .where(
        and(eq(historyIntervals.importId, importId), sql`${historyIntervals.item} = any(${sql.param(items)}::text[])`),
      )
      .orderBy(asc(historyIntervals.item), asc(historyIntervals.position));
    for (const { item, stage, state, enteredAt, leftAt } of rows)
      wanted.get(`${importId} ${item}`)?.intervals.push({ stage, state, enteredAt, leftAt });
  }
  return [...wanted.values()];
}
