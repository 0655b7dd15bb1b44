import type { CalendarUse } from "@/lib/domain/calendar-use";
import { addDaysInZone, localDate } from "@/lib/time/calendar";
import { formatDay, formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";

/** What the events of a calendar are here. */
export const useWords: Record<CalendarUse, { name: string; hint: string }> = {
  mark: {
    name: "Marks on the schedule",
    hint: "Shown to everybody who plans, and named in conflicts. They close nothing.",
  },
  freeze: { name: "A freeze", hint: "Each event closes what you choose below, as long as it lasts." },
};

export const refreshOptions = [
  { value: "60", label: "every hour" },
  { value: "360", label: "every 6 hours" },
  { value: "1440", label: "every day" },
  { value: "10080", label: "every week" },
];

export function refreshInWords(minutes: number): string {
  return refreshOptions.find(({ value }) => value === String(minutes))?.label ?? `every ${minutes} minutes`;
}

/** "Fri 25 Dec 2026", "Thu 24 Dec – Sat 26 Dec 2026", or hours with their zone. */
export function eventTime({ during, allDay }: { during: Range; allDay: boolean }, zone: string): string {
  if (!allDay) return formatRange(during, zone);
  const last = addDaysInZone(during.end, -1, zone);
  const [from, to] = [formatDay(during.start, zone, "full"), formatDay(last, zone, "full")];
  return localDate(during.start, zone) === localDate(last, zone) ? from : `${from} – ${to}`;
}

export const countEvents = (count: number) => (count === 1 ? "1 event" : `${count} events`);
