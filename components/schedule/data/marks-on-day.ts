import type { Mark } from "@/components/schedule/schedule-data";
import { localDate } from "@/lib/time/calendar";
import { overlaps, type Range } from "@/lib/time/range";

/**
 * The marks of a calendar day. One that lasts whole days is of the days that it has in its own zone: Christmas is the 25th for everybody,
 * whatever clock they read.
 */
export function marksOnDay<T extends Pick<Mark, "allDay" | "during" | "zone">>(
  marks: readonly T[],
  day: Range,
  zone: string,
): T[] {
  if (marks.length === 0) return [];
  const date = localDate(day.start, zone);
  return marks.filter((mark) => {
    if (!mark.allDay) return overlaps(mark.during, day);
    const last = new Date(mark.during.end.getTime() - 1);
    return localDate(mark.during.start, mark.zone) <= date && date <= localDate(last, mark.zone);
  });
}
