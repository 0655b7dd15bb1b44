import type { Range } from "./range";
import { instantOfWallMs, wallMs, wallTimeAt } from "./zone";

/** A calendar day as `2026-11-24`. It belongs to a zone that is named beside it. */
export type LocalDate = string;

const dayMs = 86_400_000;

function midnightMs(at: Date, zone: string): number {
  const wall = wallMs(at, zone);
  return wall - (((wall % dayMs) + dayMs) % dayMs);
}

/** The day that the calendar in `zone` shows at this instant. */
export function localDate(at: Date, zone: string): LocalDate {
  return wallTimeAt(at, zone).slice(0, 10);
}

/** The time that the clock in `zone` shows at this instant, as `06:00`; seconds are dropped. */
export function localTimeOfDay(at: Date, zone: string): string {
  return wallTimeAt(at, zone).slice(11, 16);
}

/** Minutes that the clock in `zone` shows past midnight: 0 to 1439. For placing things in a day's column. */
export function minuteOfDay(at: Date, zone: string): number {
  return Math.floor((wallMs(at, zone) - midnightMs(at, zone)) / 60_000);
}

/**
 * The same wall time `days` later (or earlier), so that 06:00 stays 06:00 over a clock change. Where that wall time is missing
 * or doubled the rule of `zone.ts` applies.
 */
export function addDaysInZone(at: Date, days: number, zone: string): Date {
  return instantOfWallMs(wallMs(at, zone) + days * dayMs, zone).instant;
}

/** The first instant of the day in which `at` lies; where midnight does not exist, the first instant after it. */
export function startOfDay(at: Date, zone: string): Date {
  return instantOfWallMs(midnightMs(at, zone), zone).instant;
}

/** The calendar day in which `at` lies, 23 to 25 hours long. */
export function dayOf(at: Date, zone: string): Range {
  const midnight = midnightMs(at, zone);
  return { start: instantOfWallMs(midnight, zone).instant, end: instantOfWallMs(midnight + dayMs, zone).instant };
}

/** The ISO week in which `at` lies: Monday 00:00 to the next Monday 00:00, both on the wall clock of `zone`. */
export function weekOf(at: Date, zone: string): Range {
  const midnight = midnightMs(at, zone);
  const sinceMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  const monday = midnight - sinceMonday * dayMs;
  return { start: instantOfWallMs(monday, zone).instant, end: instantOfWallMs(monday + 7 * dayMs, zone).instant };
}

/** The days of a range in order, each as a range of its own. The first and last are whole days even when `range` cuts them. */
export function daysOf(range: Range, zone: string): Range[] {
  const days: Range[] = [];
  for (let midnight = midnightMs(range.start, zone); ; midnight += dayMs) {
    const start = instantOfWallMs(midnight, zone).instant;
    if (start >= range.end) return days;
    days.push({ start, end: instantOfWallMs(midnight + dayMs, zone).instant });
  }
}

/** In which of these consecutive days the instant lies: the first for what is before them, the last for what is after. */
export function indexOfDay(days: readonly Range[], at: Date): number {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((days[middle]?.start ?? at) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The instant at which the wall clock of a day shows so many minutes past midnight; 1440 is the midnight after. */
export function instantOfMinute(day: Range, minute: number, zone: string): Date {
  return instantOfWallMs(midnightMs(day.start, zone) + minute * 60_000, zone).instant;
}

/** The calendar month in which `at` lies, on the wall clock of `zone`. */
export function monthOf(at: Date, zone: string): Range {
  return monthsFrom(at, 1, zone);
}

/** So many whole months, the first of them the one in which `at` lies. */
export function monthsFrom(at: Date, count: number, zone: string): Range {
  const wall = new Date(midnightMs(at, zone));
  const first = (months: number) =>
    instantOfWallMs(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + months, 1), zone).instant;
  return { start: first(0), end: first(count) };
}

/** The same day of the month, months on or back; where the month is too short, its last day. */
export function addMonthsInZone(at: Date, months: number, zone: string): Date {
  const wall = new Date(wallMs(at, zone));
  const day = wall.getUTCDate();
  wall.setUTCDate(1);
  wall.setUTCMonth(wall.getUTCMonth() + months);
  const last = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  wall.setUTCDate(Math.min(day, last));
  return instantOfWallMs(wall.getTime(), zone).instant;
}

/** The first instant of a written day, or `undefined` when the text names no day. */
export function startOfLocalDate(date: LocalDate, zone: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) return undefined;
  return instantOfWallMs(ms, zone).instant;
}

/** ISO 8601 week number and its year, for headings ("week 48"). */
export function isoWeek(at: Date, zone: string): { year: number; week: number } {
  const midnight = midnightMs(at, zone);
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  // The week belongs to the year in which its Thursday lies.
  const thursday = new Date(midnight + (3 - weekday) * dayMs);
  const year = thursday.getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * dayMs)) };
}
