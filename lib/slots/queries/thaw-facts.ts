import { and, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, postponements, slots } from "@/db/schema";
import type { BookingFacts } from "@/lib/domain/booking-facts";
import type { Range } from "@/lib/time/range";
import { loadBookingFacts } from "./booking-facts";

/** How far ahead a place is looked for. */
const lookAheadDays = 60;
const dayMs = 86_400_000;

export function thawHorizon(now: Date): Range {
  return { start: now, end: new Date(now.getTime() + lookAheadDays * dayMs) };
}

/** The room of an environment in which postponed slots are planned again. Whoever calls it shows no other team's slots by name. */
export async function loadThawFacts(reader: Reader, environmentId: string, now: Date): Promise<BookingFacts> {
  const [environment] = await reader.select().from(environments).where(eq(environments.id, environmentId));
  if (environment === undefined) throw new Error("a slot stands in no environment");
  return await loadBookingFacts(reader, environment, thawHorizon(now), []);
}

/** The starts of what a freeze had postponed and is planned again in an environment: what the pace counts. */
export async function loadThawedStarts(reader: Reader, freezeId: string, environmentId: string): Promise<Date[]> {
  const rows = await reader
    .select({ during: slots.during })
    .from(postponements)
    .innerJoin(slots, eq(slots.id, postponements.plannedSlotId))
    .where(
      and(
        eq(postponements.freezeId, freezeId),
        eq(slots.environmentId, environmentId),
        inArray(slots.status, ["booked", "open", "closed"]),
      ),
    );
  return rows.map(({ during }) => during.start);
}
