import { expandRule, type TimeRule } from "./recurrence";
import { parseRRule, type RecurrenceParts, writeRRule } from "./rrule";
import { type WallTime, wallTimeMs, wallTimeOfMs } from "./wall-time";
import { instantOfWallTime } from "./zone";

/*
 * Evaluates recurrence, and so weighs what `recurrence.ts` weighs: for the server only.
 */

const dayMs = 86_400_000;
/** How far to look for the rule's next start when it does not fire at the cut itself: 29 February can be eight years away. */
const lookAheadMs = 8 * 366 * dayMs;
/** The largest COUNT that `parseRRule` takes. */
const mostCounted = 10_000;

export type SplitRule = {
  /** Gives what the rule gave before the cut, and nothing from it on. */
  before: TimeRule;
  /** Gives what the rule gave from the cut on, in the same rhythm and with what is left of its COUNT. */
  after: TimeRule;
};

/**
 * Cuts a rule in two at a wall time, as "this and following" does: together the two give what the one gave. `undefined` when
 * nothing comes before the cut, so that there is nothing to split.
 */
export function splitRule(rule: TimeRule, at: WallTime): SplitRule | undefined {
  const listed = (dates: readonly WallTime[], isBefore: boolean) => dates.filter((date) => date < at === isBefore);
  const earlier = startsBetween(rule, rule.localStart, at, mostCounted);
  const rdates = listed(rule.rdates, true);
  if (earlier.length === 0 && rdates.length === 0) return undefined;
  const next = nextStart(rule, at);
  const before = { ...rule, exdates: listed(rule.exdates, true), rdates };
  const after = { ...rule, exdates: listed(rule.exdates, false), rdates: listed(rule.rdates, false) };
  if (next === undefined || rule.rrule === null) {
    // The rule itself is over: from the cut on there are dates that were added by hand, and no rhythm.
    const [first = at, ...more] = after.rdates;
    return { before, after: { ...after, rrule: null, localStart: first, rdates: more } };
  }
  const parsed = parseRRule(rule.rrule);
  if (!parsed.ok) throw new Error(`a saved rule cannot be read: ${parsed.problem.message}`);
  const { count, ...parts } = parsed.parts;
  return {
    before: { ...before, rrule: writeRRule({ ...parts, until: lastMoment(rule, at) }) },
    after: {
      ...after,
      localStart: next,
      rrule: count === undefined ? rule.rrule : writeRRule({ ...parts, count: count - earlier.length }),
    },
  };
}

/** The rule's own starts from one wall time to another, listed dates left aside, those that gave way to others included. */
function startsBetween(rule: TimeRule, from: WallTime, to: WallTime, limit: number): WallTime[] {
  if (from >= to) return [];
  const bare = { ...rule, exdates: [], rdates: [] };
  const [start, end] = [from, to].map((wall) => instantOfWallTime(wall, rule.zone).instant) as [Date, Date];
  // A day more on both sides: wall times and instants do not order alike in the night of a clock change.
  const range = { start: new Date(start.getTime() - dayMs), end: new Date(end.getTime() + dayMs) };
  const { occurrences, leftOut } = expandRule(bare, range, limit);
  const starts = [...occurrences.map((opening) => opening.originalLocalStart), ...leftOut];
  return starts.filter((wall) => wall >= from && wall < to).sort();
}

function nextStart(rule: TimeRule, at: WallTime): WallTime | undefined {
  const later = (ms: number) => wallTimeOfMs((wallTimeMs(at) ?? 0) + ms);
  const [near] = startsBetween(rule, at, later(1_000), 10);
  return near ?? startsBetween(rule, at, later(lookAheadMs), 10)[0];
}

/** The day before the cut, which people can read; where the rule fires earlier on the day of the cut, its last second. */
function lastMoment(rule: TimeRule, at: WallTime): RecurrenceParts["until"] {
  const midnight = `${at.slice(0, 10)}T00:00`;
  const dayBefore = wallTimeOfMs((wallTimeMs(midnight) ?? 0) - dayMs).slice(0, 10);
  if (startsBetween(rule, midnight, at, 1_440).length === 0) return { kind: "day", date: dayBefore };
  return { kind: "instant", at: new Date(instantOfWallTime(at, rule.zone).instant.getTime() - 1_000) };
}
