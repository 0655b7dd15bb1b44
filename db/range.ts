import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Range } from "./schema/columns";

/** A range as a bound parameter of type `tstzrange`, half-open. */
export function rangeParam(range: Range): SQL {
  return sql`tstzrange(${range.start.toISOString()}, ${range.end.toISOString()})`;
}

/** `column && range`: they share at least one instant. Uses the column's gist index. */
export function overlapsRange(column: AnyPgColumn, range: Range): SQL {
  return sql`${column} && ${rangeParam(range)}`;
}
