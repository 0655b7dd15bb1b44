import { addDaysInZone, type LocalDate, localDate } from "@/lib/time/calendar";
import type { Range } from "@/lib/time/range";

/** An event of an outside calendar; its zone is the one in which its days are days. */
export type CalendarDay = { during: Range; zone: string; allDay: boolean };

/** Longer events are seasons, not holidays: a year of them would leave no working day. */
const longestDays = 62;

/**
 * The days on which nobody works, as a calendar of holidays tells them: every day of its all-day events. What lasts hours is a
 * meeting, not a holiday. A day is a day by its name (1 May), in whichever zone the train runs.
 */
export function holidaysOf(events: readonly CalendarDay[]): LocalDate[] {
  const days = new Set<LocalDate>();
  for (const { during, zone, allDay } of events) {
    if (!allDay) continue;
    for (let count = 0, day = during.start; day < during.end && count < longestDays; count++) {
      days.add(localDate(day, zone));
      day = addDaysInZone(during.start, count + 1, zone);
    }
  }
  return [...days].sort();
}
