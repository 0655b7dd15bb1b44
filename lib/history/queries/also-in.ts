import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";

/** An imported file that tells of the same items: how many, and in which of the two they count. */
export type AlsoIn = { importId: string; fileName: string; importedAt: Date; items: number; countThere: boolean };

/**
 * The imported files that tell of items of this one: those that are not imported yet as they were read, and would count here. The newest
 * first. Two items are the same as `countOnce` says. One statement.
 */
export async function listAlsoIn(reader: Reader, importId: string): Promise<AlsoIn[]> {
  const staged = sql`
    select known.import_id as id, count(distinct known.item)::int as items, false as count_there
    from history_import_rows fresh
    join history_intervals known on known.item = fresh.item and known.entered_at = fresh.at
    where fresh.import_id = ${importId} and known.replaced_by is null
    group by known.import_id`;
  const older = sql`
    select import_id as id, count(distinct item)::int as items, false as count_there
    from history_intervals where replaced_by = ${importId} group by import_id`;
  const newer = sql`
    select replaced_by as id, count(distinct item)::int as items, true as count_there
    from history_intervals where import_id = ${importId} and replaced_by is not null group by replaced_by`;
  const { rows } = await reader.execute<{
    id: string;
    file_name: string;
    imported_at: string | Date;
    items: number;
    count_there: boolean;
  }>(sql`
    select shared.*, history_imports.file_name, history_imports.imported_at
    from (${staged} union all ${older} union all ${newer}) shared
    join history_imports on history_imports.id = shared.id
    order by history_imports.imported_at desc, history_imports.id desc`);
  return rows.map(({ id, file_name: fileName, imported_at: importedAt, items, count_there: countThere }) => {
    return { importId: id, fileName, importedAt: new Date(importedAt), items, countThere };
  });
}
