import { dayOf, localDate, minuteOfDay } from "@/lib/time/calendar";
import { encloses, type Range } from "@/lib/time/range";

/** Where and when a team works. */
export type WorkingHours = {
  /** Null: it works around the clock. */
  zone: string | null;
  /** Minutes after midnight in `zone`. */
  workStartMinute: number;
  workEndMinute: number;
  /** ISO weekdays, Monday is 1. */
  workDays: readonly number[];
};

/**
 * Whether the whole stretch lies in the team's working hours, on its own wall clock. A stretch over midnight does not, however
 * long the days are: nobody's working day goes on overnight.
 */
export function isWorkingTime(team: WorkingHours, range: Range): boolean {
  const { zone, workStartMinute, workEndMinute, workDays } = team;
  if (zone === null) return true;
  const day = dayOf(range.start, zone);
  if (!encloses(day, range)) return false;
  const weekday = new Date(`${localDate(range.start, zone)}T00:00:00Z`).getUTCDay() || 7;
  if (!workDays.includes(weekday)) return false;
  const end = range.end.getTime() === day.end.getTime() ? 1440 : minuteOfDay(range.end, zone);
  return minuteOfDay(range.start, zone) >= workStartMinute && end <= workEndMinute;
}
