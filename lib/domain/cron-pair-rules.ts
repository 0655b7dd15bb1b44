import type { RecurrenceParts } from "@/lib/time/rrule";
import { monthNames } from "@/lib/time/words";
import { type Cron, cronNamesDay, timesOfCron } from "./cron";
import { type LooseRule, weeklyRules, weekStarts } from "./cron-rules";
import { dayMs, type WeekBlock, weekMs } from "./week-circle";

export type PairRules =
  | { ok: true; rules: LooseRule[]; ignoredStarts: number }
  /** `reason`: why no rule can say it, or that it closes nothing. */
  | { ok: false; reason: string };

const minuteMs = 60_000;
/** Two leap years and their neighbours, after every one of which the calendar has shown what it can do. */
const yearsWalked = 9;
const firstYear = 2023;

/**
 * The rules of a pair of cron expressions: closed from each start until the next end, as GitLab has it. A start while it is closed
 * already changes nothing (`ignoredStarts` of a week or of nine years). Refuses pairs whose length differs from time to time.
 */
export function rulesOfCronPair(start: Cron, end: Cron): PairRules {
  const isWeekly = [start, end].every(({ monthDays, months }) => monthDays === null && months === null);
  return isWeekly ? weeklyPair(start, end) : datedPair(start, end);
}

function weeklyPair(start: Cron, end: Cron): PairRules {
  const starts = weekStarts(start).sort((a, b) => a - b);
  const ends = weekStarts(end).sort((a, b) => a - b);
  const [firstEnd = 0] = ends;
  // From each start to the next end after it; the last ones go on into the week that follows.
  const blocks = starts.map((from): WeekBlock => {
    const to = ends.find((each) => each > from) ?? firstEnd + weekMs;
    return { start: from, length: to - from };
  });
  const kept = new Set(blocks.map((block) => (block.start + block.length) % weekMs)).size;
  return { ok: true, rules: weeklyRules(blocks), ignoredStarts: blocks.length - kept };
}

type Closed = { start: number; length: number };

function datedPair(start: Cron, end: Cron): PairRules {
  const { closed, ignored } = walk(start, end);
  if (closed.length === 0) return { ok: false, reason: "It never closes: no day fits its start and its end." };
  const byKey = new Map<string, Closed[]>();
  for (const each of closed) {
    const date = new Date(each.start);
    const key = [date.getUTCMonth(), date.getUTCDate(), each.start % dayMs, each.length].join();
    byKey.set(key, [...(byKey.get(key) ?? []), each]);
  }
  for (const group of byKey.values()) {
    const [first] = group;
    if (first !== undefined && !isEveryYear(group)) return { ok: false, reason: unevenReason(first, closed) };
  }
  return {
    ok: true,
    rules: yearlyRules([...byKey.values()].flatMap(([first]) => first ?? [])),
    ignoredStarts: ignored,
  };
}

/** The first year may begin closed and the last end so: neither is looked at. */
const innerYears = Array.from({ length: yearsWalked - 2 }, (_, index) => firstYear + 1 + index);

function walk(start: Cron, end: Cron): { closed: Closed[]; ignored: number } {
  const closed: Closed[] = [];
  let ignored = 0;
  let since: number | undefined;
  const until = Date.UTC(firstYear + yearsWalked, 0, 1);
  const [startTimes, endTimes] = [timesOfCron(start), timesOfCron(end)];
  for (let day = Date.UTC(firstYear, 0, 1); day < until; day += dayMs) {
    const starts = cronNamesDay(start, day) ? startTimes : [];
    const ends = cronNamesDay(end, day) ? endTimes : [];
    // At the same minute the end comes first, and what starts then is closed anew.
    const events = [...ends.map((at) => ({ at, closes: false })), ...starts.map((at) => ({ at, closes: true }))];
    for (const { at, closes } of events.sort((a, b) => a.at - b.at)) {
      const wall = day + at * minuteMs;
      if (closes && since === undefined) since = wall;
      else if (closes) ignored++;
      else if (since !== undefined) {
        closed.push({ start: since, length: wall - since });
        since = undefined;
      }
    }
  }
  return { closed: closed.filter((each) => innerYears.includes(new Date(each.start).getUTCFullYear())), ignored };
}

function isEveryYear(group: readonly Closed[]): boolean {
  const [first] = group;
  if (first === undefined) return false;
  const date = new Date(first.start);
  const isLeapDay = date.getUTCMonth() === 1 && date.getUTCDate() === 29;
  const years = innerYears.filter((year) => !isLeapDay || new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1);
  return group.length === years.length;
}

function unevenReason({ start, length }: Closed, closed: readonly Closed[]): string {
  const date = new Date(start);
  const named = `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`;
  const sameDay = closed.filter(
    (each) => new Date(each.start).toISOString().slice(5) === date.toISOString().slice(5) && each.length !== length,
  );
  return sameDay.length > 0
    ? `What starts on ${named} is longer in some years than in others, which no rule with one duration can say.`
    : `Its start and its end do not meet on the same dates every year (${named} is one in some years only), which no rule with one duration can say.`;
}

function yearlyRules(closed: readonly Closed[]): LooseRule[] {
  const groups = new Map<string, { firstTime: number; length: number; daysOf: Map<number, number[]> }>();
  for (const { start, length } of closed) {
    const firstTime = start % dayMs;
    const date = new Date(start);
    const found = groups.get(`${firstTime} ${length}`) ?? { firstTime, length, daysOf: new Map() };
    const month = date.getUTCMonth() + 1;
    found.daysOf.set(month, [...(found.daysOf.get(month) ?? []), date.getUTCDate()]);
    groups.set(`${firstTime} ${length}`, found);
  }
  return [...groups.values()].flatMap(({ firstTime, length, daysOf }) => {
    const monthsOf = new Map<string, { months: number[]; days: number[] }>();
    for (const [month, unsorted] of daysOf) {
      const days = [...unsorted].sort((a, b) => a - b);
      const found = monthsOf.get(days.join()) ?? { months: [], days };
      found.months.push(month);
      monthsOf.set(days.join(), found);
    }
    return [...monthsOf.values()].map(({ months, days }): LooseRule => {
      const sorted = months.sort((a, b) => a - b);
      const parts: RecurrenceParts = { freq: "YEARLY", interval: 1, byMonth: sorted, byMonthDay: days };
      return { parts, firstTime, length };
    });
  });
}
