import { merge, type Range } from "@/lib/time/range";
import { expandRule, type TimeRule } from "@/lib/time/recurrence";
import { parseRRule, type RecurrenceParts } from "@/lib/time/rrule";
import { maxOpenings } from "@/lib/time/validate-rule";
import { type WallTime, wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";
import { instantOfWallMs } from "@/lib/time/zone";

/**
 * How a rule is replayed over a past in which it may not have stood: `as_it_is`: it began before; `carried_back`: it goes on for good
 * and is taken to have begun earlier; `each_year`: it comes to an end, and is taken to have come on the same weekdays of every year.
 */
export const replayWays = ["as_it_is", "carried_back", "each_year"] as const;
export type ReplayWay = (typeof replayWays)[number];

const dayMs = 86_400_000;
/** A year that keeps the weekdays. */
export const yearOfWeeksMs = 364 * dayMs;

/** The stretches that a rule would have given in the past, in order, overlapping ones as one. The rule must have been found good. */
export function replayRule(rule: TimeRule, past: Range): { stretches: Range[]; way: ReplayWay } {
  const start = wallTimeMs(rule.localStart) ?? 0;
  const expand = (each: TimeRule) => expandRule(each, past, maxOpenings).occurrences.map(({ during }) => during);
  if (instantOfWallMs(start, rule.zone).instant <= past.start)
    return { stretches: merge(expand(rule)), way: "as_it_is" };
  const parsed = rule.rrule === null ? undefined : parseRRule(rule.rrule);
  if (parsed?.ok && parsed.parts.count === undefined && parsed.parts.until === undefined) {
    const localStart = earlierStart(start, parsed.parts, past.start.getTime() - dayMs);
    return { stretches: merge(expand({ ...rule, localStart })), way: "carried_back" };
  }
  return { stretches: merge(yearly(rule, start, past).flatMap(expand)), way: "each_year" };
}

/** The same start so many whole turns of the rule earlier that it lies before `from`: every second week stays the same second week. */
function earlierStart(start: number, { freq, interval }: RecurrenceParts, from: number): WallTime {
  if (freq === "DAILY" || freq === "WEEKLY") {
    const turn = interval * (freq === "DAILY" ? 1 : 7) * dayMs;
    return wallTimeOfMs(start - Math.max(0, Math.ceil((start - from) / turn)) * turn);
  }
  const months = freq === "MONTHLY" ? interval : interval * 12;
  // Whole years, so that the day of the month is there; four of them for a 29 February.
  const day = new Date(start);
  const isLeapDay = day.getUTCMonth() === 1 && day.getUTCDate() === 29;
  const step = leastYears(months) * (isLeapDay ? 4 : 1);
  for (; day.getTime() > from; ) day.setUTCFullYear(day.getUTCFullYear() - step);
  return wallTimeOfMs(day.getTime());
}

/** The least number of whole years that is a whole number of so many months. */
function leastYears(months: number): number {
  let years = 1;
  while ((years * 12) % months !== 0) years++;
  return years;
}

/** The rule as it is and as it would have come in earlier years, on the same weekdays, as far back as it touches the past. */
function yearly(rule: TimeRule, start: number, past: Range): TimeRule[] {
  const back = Math.max(1, Math.ceil((start - past.start.getTime()) / yearOfWeeksMs));
  return Array.from({ length: back + 1 }, (_, years) => shifted(rule, years * yearOfWeeksMs));
}

function shifted(rule: TimeRule, ms: number): TimeRule {
  const earlier = (wall: WallTime) => wallTimeOfMs((wallTimeMs(wall) ?? 0) - ms);
  return {
    ...rule,
    localStart: earlier(rule.localStart),
    rrule: rule.rrule && endedEarlier(rule.rrule, ms),
    exdates: rule.exdates.map(earlier),
    rdates: rule.rdates.map(earlier),
  };
}

/** UNTIL moves along; what the rule says of days of the month or weeks of the year stays as it is written. */
function endedEarlier(rrule: string, ms: number): string {
  return rrule.replace(/UNTIL=(\d{4})(\d{2})(\d{2})/i, (_, year: string, month: string, day: string) => {
    const end = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)) - ms);
    return `UNTIL=${end.toISOString().slice(0, 10).replaceAll("-", "")}`;
  });
}
