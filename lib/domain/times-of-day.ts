import type { RecurrenceParts } from "@/lib/time/rrule";

const hourMs = 3_600_000;
const minuteMs = 60_000;

export type DayTimes = { first: number; parts: Pick<RecurrenceParts, "byHour" | "byMinute"> };

/**
 * Times of day (milliseconds since midnight) as an RRULE can name them: hours crossed with minutes, in as few crossings as that takes.
 * One time alone is the start's and needs no parts.
 */
export function crossTimes(times: readonly number[]): DayTimes[] {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const [first] = sorted;
  if (first === undefined) return [];
  if (sorted.length === 1) return [{ first, parts: {} }];
  const hoursOf = new Map<number, number[]>();
  for (const time of sorted) {
    const past = time % hourMs;
    hoursOf.set(past, [...(hoursOf.get(past) ?? []), Math.floor(time / hourMs)]);
  }
  const crossings = new Map<string, { hours: number[]; pasts: number[] }>();
  for (const [past, hours] of hoursOf) {
    const found = crossings.get(hours.join()) ?? { hours, pasts: [] };
    found.pasts.push(past);
    crossings.set(hours.join(), found);
  }
  return [...crossings.values()].map(({ hours, pasts }) => ({
    first: (hours[0] ?? 0) * hourMs + (pasts[0] ?? 0),
    parts:
      hours.length * pasts.length === 1
        ? {}
        : { byHour: hours, byMinute: pasts.map((past) => Math.floor(past / minuteMs)) },
  }));
}
