import { eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { calendarEvents, calendars } from "@/db/schema";
import { holidaysOf } from "@/lib/domain/holidays";
import type { WorkingCalendar } from "@/lib/domain/train-milestones";
import type { WeekdayCode } from "@/lib/time/rrule";

/** Events of the calendar of holidays of a train, of all times; none where it has none. */
export async function loadHolidays(reader: Reader, calendarId: string | null) {
  if (calendarId === null) return [];
  return await reader
    .select({
      title: calendarEvents.title,
      allDay: calendarEvents.allDay,
      during: calendarEvents.during,
      zone: calendars.zone,
    })
    .from(calendarEvents)
    .innerJoin(calendars, eq(calendars.id, calendarEvents.calendarId))
    .where(eq(calendarEvents.calendarId, calendarId))
    .orderBy(sql`lower(${calendarEvents.during})`);
}

/** The days that count for a timetable. One statement, none where it knows no holidays. */
export async function loadWorkingCalendar(
  reader: Reader,
  train: { weekdays: readonly string[]; holidayCalendarId: string | null },
): Promise<WorkingCalendar> {
  const events = await loadHolidays(reader, train.holidayCalendarId);
  return { weekdays: train.weekdays as WeekdayCode[], holidays: holidaysOf(events) };
}
