import { addDays } from "date-fns";
import { expandRule, RuleInvalid, RuleTooCostly, type TimeRule } from "@/lib/time/recurrence";
import { horizonAfter } from "@/lib/time/validate-rule";

/** Most rules open within the next week: looking further at once would cost a hundred times as much. */
const firstLooksDays = [8, 70];
const farDays = 40 * 365;

/** Whether all openings of the rule have ended by `now`. One that cannot be worked out is not over: whoever saves it says why. */
export function isOver(rule: TimeRule, now: Date): boolean {
  const horizon = horizonAfter(now);
  const ends = [...firstLooksDays.map((days) => addDays(now, days)), horizon, addDays(horizon, farDays)];
  const opensBetween = (start: Date, end: Date) => expandRule(rule, { start, end }, 1).occurrences.length > 0;
  try {
    return !ends.some((end, index) => opensBetween(ends[index - 1] ?? now, end)) && opensBetween(new Date(0), now);
  } catch (error) {
    if (error instanceof RuleInvalid || error instanceof RuleTooCostly) return false;
    throw error;
  }
}
