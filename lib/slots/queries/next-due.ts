import { and, eq, min, not, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { slots } from "@/db/schema";

/**
 * The start of the earliest booked slot, in the future or in the past, apart from these (due ones that wait for a person).
 * `undefined` when nothing is booked.
 */
export async function loadNextDue(reader: Reader, apartFrom: readonly string[]): Promise<Date | undefined> {
  const known: SQL | undefined =
    apartFrom.length === 0 ? undefined : not(sql`${slots.id} = any(${sql.param(apartFrom)}::uuid[])`);
  const [row] = await reader
    .select({ at: min(sql`lower(${slots.during})`).mapWith(slots.heldUntil) })
    .from(slots)
    .where(and(eq(slots.status, "booked"), known));
  return row?.at ?? undefined;
}
