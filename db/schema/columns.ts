import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, customType, timestamp, uuid } from "drizzle-orm/pg-core";
import { newId } from "@/db/id";

/** A bounded half-open range of instants, as the rest of the program sees a `tstzrange`. */
export type Range = { start: Date; end: Date };

/** Postgres prints the offset as `+00`; ECMAScript wants `+00:00`. */
function instantOf(text: string): Date {
  return new Date(
    text
      .replaceAll('"', "")
      .replace(" ", "T")
      .replace(/([+-]\d\d)$/, "$1:00"),
  );
}

/** `tstzrange`, always `[start, end)`. Empty or unbounded ranges are bugs: every column has a CHECK against them. */
export const tstzrange = customType<{ data: Range; driverData: string }>({
  dataType: () => "tstzrange",
  toDriver: (range) => `[${range.start.toISOString()},${range.end.toISOString()})`,
  fromDriver: (text) => {
    const [start, end] = text.slice(1, -1).split(",");
    if (!start || !end) throw new Error("a range without bounds came from the database");
    return { start: instantOf(start), end: instantOf(end) };
  },
});

export const id = () => uuid("id").primaryKey().$defaultFn(newId);
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const createdAt = () => instant("created_at").notNull().default(sql`now()`);
export const updatedAt = () =>
  instant("updated_at")
    .notNull()
    .default(sql`now()`)
    .$onUpdateFn(() => sql`now()`);

/** A CHECK that a text column holds one of a list which lib/domain owns. */
export function oneOf(column: AnyPgColumn, list: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(list.map((word) => `'${word}'`).join(", "))})`;
}

/** A CHECK that a range is bounded and not empty. */
export function boundedRange(column: AnyPgColumn): SQL {
  return sql`not isempty(${column}) and not lower_inf(${column}) and not upper_inf(${column}) and lower_inc(${column}) and not upper_inc(${column})`;
}

/** A CHECK for a wall-clock time without zone, `2026-11-24T06:00`. */
export function wallTime(column: AnyPgColumn): SQL {
  return sql`${column} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'`;
}
