import type { RecurrenceParts, WeekdayCode } from "@/lib/time/rrule";
import { type Cron, timesOfCron } from "./cron";
import { crossTimes } from "./times-of-day";
import { dayMs, mergeOnWeek, patternsOfWeek, type WeekBlock } from "./week-circle";

/** A rule without its first day: which days, from which time of day, for how long (both in milliseconds). */
export type LooseRule = { parts: RecurrenceParts; firstTime: number; length: number };

const minuteMs = 60_000;
const codes: readonly WeekdayCode[] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
/** The longest each month gets, from January. */
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The rules that say what a cron expression with a duration says: the same instants of the wall clock. What overlaps itself or touches
 * within the week becomes one stretch, as it is one for whoever waits (case 4). None: it never fires.
 */
export function rulesOfCron(cron: Cron, length: number): LooseRule[] {
  if (cron.monthDays === null && cron.months === null)
    return weeklyRules(weekStarts(cron).map((start) => ({ start, length })));
  if (!isPossible(cron)) return [];
  const blocks = mergeDay(
    timesOfCron(cron).map((time) => time * minuteMs),
    length,
  );
  return dayParts(cron).flatMap((parts) => spread(parts, blocks));
}

/** The starts in the week, in milliseconds after Monday 00:00, of an expression that names no dates. */
export function weekStarts(cron: Cron): number[] {
  const weekdays = cron.weekdays ?? [0, 1, 2, 3, 4, 5, 6];
  return weekdays.flatMap((weekday) => {
    const day = ((weekday + 6) % 7) * dayMs;
    return timesOfCron(cron).map((time) => day + time * minuteMs);
  });
}

/** The rules of stretches that come again every week. */
export function weeklyRules(blocks: readonly WeekBlock[]): LooseRule[] {
  const merged = mergeOnWeek(blocks);
  if (merged === "always") return [{ parts: { freq: "DAILY", interval: 1 }, firstTime: 0, length: dayMs }];
  return patternsOfWeek(merged).flatMap(({ days, times, length }) => {
    const parts: RecurrenceParts =
      days.length === 7
        ? { freq: "DAILY", interval: 1 }
        : { freq: "WEEKLY", interval: 1, byDay: days.map((weekday) => ({ weekday })) };
    return crossTimes(times).map((crossed) => ({
      parts: { ...parts, ...crossed.parts },
      firstTime: crossed.first,
      length,
    }));
  });
}

/** A weekday comes in every month; a date may not. */
function isPossible({ monthDays, months, weekdays }: Cron): boolean {
  if (weekdays !== null || monthDays === null) return true;
  return (months ?? [1]).some((month) => monthDays.some((day) => day <= (monthLengths[month - 1] ?? 0)));
}

/**
 * The days of an expression that names dates. A day of the month and a weekday together are two rules, for cron takes either; the
 * second leaves out what the first has, so that no day comes twice.
 */
function dayParts({ monthDays, months, weekdays }: Cron): RecurrenceParts[] {
  const byMonth = months === null ? {} : { byMonth: months };
  const dates = (days: number[]): RecurrenceParts => ({
    freq: months === null ? "MONTHLY" : "YEARLY",
    interval: 1,
    ...byMonth,
    byMonthDay: days,
  });
  const byDay = (weekdays ?? []).map((weekday) => ({ weekday: codes[weekday] as WeekdayCode }));
  if (monthDays === null)
    return [
      weekdays === null
        ? { freq: "DAILY", interval: 1, ...byMonth }
        : { freq: "WEEKLY", interval: 1, ...byMonth, byDay },
    ];
  if (weekdays === null) return [dates(monthDays)];
  const others = Array.from({ length: 31 }, (_, index) => index + 1).filter((day) => !monthDays.includes(day));
  return others.length === 0 ? [dates(monthDays)] : [dates(monthDays), { ...dates(others), byDay }];
}

type DayBlock = { time: number; length: number };

function mergeDay(times: readonly number[], length: number): DayBlock[] {
  const merged: DayBlock[] = [];
  for (const time of times) {
    const last = merged.at(-1);
    if (last !== undefined && time <= last.time + last.length) last.length = time + length - last.time;
    else merged.push({ time, length });
  }
  return merged;
}

function spread(parts: RecurrenceParts, blocks: readonly DayBlock[]): LooseRule[] {
  const lengths = [...new Set(blocks.map(({ length }) => length))];
  return lengths.flatMap((length) =>
    crossTimes(blocks.filter((block) => block.length === length).map(({ time }) => time)).map((crossed) => ({
      parts: { ...parts, ...crossed.parts },
      firstTime: crossed.first,
      length,
    })),
  );
}
