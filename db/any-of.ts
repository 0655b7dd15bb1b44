import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/**
 * `column = any(ids)`: one bound parameter however many ids there are. For reads of whole weeks: `inArray` makes a parameter of
 * each id, and with two thousand of them a fifth of the schedule's time went into building and parsing statements.
 */
export function anyOf(column: AnyPgColumn, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...new Set(ids)])}::uuid[])`;
}
