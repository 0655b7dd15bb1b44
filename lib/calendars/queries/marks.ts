import { and, eq, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { calendarEvents, calendars } from "@/db/schema";
import type { Range } from "@/lib/time/range";

/** A day or hours that people should see on the schedule: a public holiday, a company event. It closes nothing. */
export type Mark = { id: string; calendarName: string; title: string; allDay: boolean; during: Range; zone: string };

/** The marks that touch the stretch, of every calendar whose events are shown as marks; in order of their start. One statement. */
export async function loadMarks(reader: Reader, range: Range): Promise<Mark[]> {
  return await reader
    .select({
      id: calendarEvents.id,
      calendarName: calendars.name,
      title: calendarEvents.title,
      allDay: calendarEvents.allDay,
      during: calendarEvents.during,
      zone: calendars.zone,
    })
    .from(calendarEvents)
    .innerJoin(calendars, eq(calendars.id, calendarEvents.calendarId))
    .where(and(eq(calendars.use, "mark"), isNull(calendars.archivedAt), overlapsRange(calendarEvents.during, range)))
    .orderBy(sql`lower(${calendarEvents.during})`, calendarEvents.id);
}
