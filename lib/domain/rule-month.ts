import { expandRule, type TimeRule } from "@/lib/time/recurrence";
import type { WallTime } from "@/lib/time/wall-time";
import { instantOfWallTime } from "@/lib/time/zone";

/*
 * Evaluates recurrence, and so weighs what `lib/time/recurrence.ts` weighs: for the server only.
 */

/** A month is asked for to be looked at: a rule that opens more often than this is not planned by picking days. */
const mostStarts = 2_000;

/** A start of the rule within a month: it opens, it was taken out by hand, it was added by hand. */
export type MonthStart = { start: WallTime; state: "opens" | "excepted" | "extra" };

/** What a rule does in a month, `2026-11`, with what its lists take out and add: for choosing days in a calendar. */
export function monthOfRule(rule: TimeRule, month: string): MonthStart[] {
  const first = instantOfWallTime(`${month}-01T00:00`, rule.zone).instant;
  // A month and its edges in any zone: the starts themselves say to which month they belong.
  const range = { start: new Date(first.getTime() - 86_400_000), end: new Date(first.getTime() + 33 * 86_400_000) };
  const { occurrences, leftOut } = expandRule({ ...rule, exdates: [], rdates: [] }, range, mostStarts);
  const excepted = new Set(rule.exdates);
  const ruled = new Set([...occurrences.map((opening) => opening.originalLocalStart), ...leftOut]);
  const starts = [...ruled].map((start): MonthStart => ({ start, state: excepted.has(start) ? "excepted" : "opens" }));
  const extra = rule.rdates.filter((start) => !ruled.has(start) && !excepted.has(start));
  return [...starts, ...extra.map((start): MonthStart => ({ start, state: "extra" }))]
    .filter(({ start }) => start.startsWith(month))
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}
