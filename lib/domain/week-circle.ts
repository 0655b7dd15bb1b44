import { type WeekdayCode, weekdayCodes } from "@/lib/time/rrule";

/** A stretch that comes again every week: from so many milliseconds after Monday 00:00, for so long. */
export type WeekBlock = { start: number; length: number };

export const dayMs = 86_400_000;
export const weekMs = 7 * dayMs;

/**
 * The same instants of the week as the fewest stretches, in order: overlapping and touching ones become one, over the end of the week
 * too. "always": nothing of the week is left out.
 */
export function mergeOnWeek(blocks: readonly WeekBlock[]): WeekBlock[] | "always" {
  if (blocks.some(({ length }) => length >= weekMs)) return "always";
  // Three weeks side by side: what the middle one shows is what comes again.
  const placed = [0, 1, 2]
    .flatMap((week) =>
      blocks.map(({ start, length }) => ({ start: start + week * weekMs, end: start + week * weekMs + length })),
    )
    .sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of placed) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  if (merged.some(({ start, end }) => end - start >= weekMs)) return "always";
  return merged
    .filter(({ start }) => start >= weekMs && start < 2 * weekMs)
    .map(({ start, end }) => ({ start: start - weekMs, length: end - start }));
}

/** Starts that have the length and the days of the week in common. */
export type WeekPattern = { length: number; days: WeekdayCode[]; times: number[] };

/** The stretches as patterns that a rule can say: the same times on the same days, for as long. */
export function patternsOfWeek(blocks: readonly WeekBlock[]): WeekPattern[] {
  const byTime = new Map<string, { length: number; time: number; days: number[] }>();
  for (const { start, length } of blocks) {
    const time = start % dayMs;
    const key = `${length} ${time}`;
    const found = byTime.get(key) ?? { length, time, days: [] };
    found.days.push(Math.floor(start / dayMs));
    byTime.set(key, found);
  }
  const patterns = new Map<string, WeekPattern>();
  for (const { length, time, days } of byTime.values()) {
    const named = [...new Set(days)].sort((a, b) => a - b).map((day) => weekdayCodes[day] as WeekdayCode);
    const key = `${length} ${named.join()}`;
    const found = patterns.get(key) ?? { length, days: named, times: [] };
    found.times.push(time);
    patterns.set(key, found);
  }
  return [...patterns.values()];
}
