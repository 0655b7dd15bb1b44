import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { historyImports, historyIntervals } from "@/db/schema";

/**
 * Makes each item that two files tell of count once, as it stands in the one imported last: a newer export of the same board holds most
 * of the older one again. Two items are the same when they are called the same and one of their changes is at the same moment. Call it
 * in the transaction that imported it.
 */
export async function countOnce(tx: Tx, importId: string): Promise<void> {
  await waitForOthers(tx);
  // One that was imported meanwhile may be newer, and could not see this one's items yet.
  const from = await tx
    .select({ id: historyImports.id })
    .from(historyImports)
    .where(
      sql`${historyImports.status} = 'imported' and (${historyImports.importedAt}, ${historyImports.id}) >= (
        select own.imported_at, own.id from history_imports own where own.id = ${importId})`,
    )
    .orderBy(historyImports.importedAt, historyImports.id);
  for (const { id } of from) await replaceOlder(tx, id);
}

/** Lets items count as older files have them when the file that replaced them goes. Call it in the transaction that removes it, before. */
export async function countAsBefore(tx: Tx, importId: string): Promise<void> {
  await waitForOthers(tx);
  const freed = await tx
    .update(historyIntervals)
    .set({ replacedBy: null })
    .where(eq(historyIntervals.replacedBy, importId))
    .returning({ importId: historyIntervals.importId });
  if (freed.length === 0) return;
  // Between the two there may be others that have them, too.
  const others = await tx
    .select({ id: historyImports.id })
    .from(historyImports)
    .where(sql`${historyImports.status} = 'imported' and ${historyImports.id} <> ${importId}`)
    .orderBy(historyImports.importedAt, historyImports.id);
  for (const { id } of others) await replaceOlder(tx, id);
}

/** Of two at once neither would see the other's items. */
async function waitForOthers(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signalbox.history_items'))`);
}

async function replaceOlder(tx: Tx, importId: string): Promise<void> {
  await tx.execute(sql`
    update history_intervals replaced set replaced_by = ${importId}
    from (
      select distinct known.import_id, known.item
      from history_intervals fresh
      join history_intervals known on known.item = fresh.item and known.entered_at = fresh.entered_at
      join history_imports newer on newer.id = fresh.import_id
      join history_imports older on older.id = known.import_id
      where fresh.import_id = ${importId} and known.replaced_by is null
        and (older.imported_at, older.id) < (newer.imported_at, newer.id)
    ) same
    where replaced.import_id = same.import_id and replaced.item = same.item`);
}
