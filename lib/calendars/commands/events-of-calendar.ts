import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { calendarEvents } from "@/db/schema";
import type { CalendarEvent } from "@/lib/feeds/read-calendar";
import { followCalendar } from "./freeze-of-calendar";

/** Postgres takes 65,535 parameters in one statement; a row has seven. */
const rowsAtOnce = 5_000;

/** Writes what was read in place of what was read before, and makes the freeze of the calendar follow. */
export async function replaceEvents(
  tx: Tx,
  calendarId: string,
  events: readonly CalendarEvent[],
  now: Date,
): Promise<void> {
  await tx.delete(calendarEvents).where(eq(calendarEvents.calendarId, calendarId));
  for (let first = 0; first < events.length; first += rowsAtOnce) {
    await tx.insert(calendarEvents).values(
      events.slice(first, first + rowsAtOnce).map(({ uid, key, title, allDay, during }) => ({
        id: newId(),
        calendarId,
        uid,
        occurrenceKey: key,
        title,
        allDay,
        during,
      })),
    );
  }
  await followCalendar(tx, calendarId, now);
}
