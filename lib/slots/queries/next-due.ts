import { and, eq, min, not, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { departures, slots } from "@/db/schema";

/** A slot of a train is due once its departure has left, however long it was held. */
export const hasLeft: SQL = sql`(${slots.departureId} is null or exists (
  select from ${departures} where ${departures.id} = ${slots.departureId} and ${departures.status} = 'departed'))`;

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
    .where(and(eq(slots.status, "booked"), hasLeft, known));
  return row?.at ?? undefined;
}
