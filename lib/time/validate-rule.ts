import { formatDay, formatDuration } from "./format";
import { expandRule, type Opening, RuleInvalid, RuleTooCostly, type TimeRule } from "./recurrence";
import { parseRRule } from "./rrule";
import { type WallTime, wallTimeMs } from "./wall-time";
import { isZone } from "./zone";

/** How far ahead openings are planned, and so how far a rule is looked at before it is saved. */
export const horizonMonths = 24;

/** Which field of the rule is at fault, and the sentence for the person who wrote it. */
export type RuleFault = {
  kind: "invalid" | "never_opens" | "overlaps_itself" | "too_costly";
  field: keyof TimeRule;
  message: string;
  /** The first openings as far as they are known: for an overlap, the two that collide. */
  preview: Opening[];
};

export type RuleCheck = { ok: true; preview: Opening[] } | { ok: false; fault: RuleFault };

const minuteMs = 60_000;
const dayMs = 86_400_000;
const longestMinutes = 366 * 1440;
const previewLength = 5;
const maxDates = 1000;
/** Twenty-seven openings a day for two years: beyond it nobody plans by hand and every evaluation would crawl. */
export const maxOpenings = 20_000;

const fail = (
  kind: RuleFault["kind"],
  field: RuleFault["field"],
  message: string,
  preview: Opening[] = [],
): RuleCheck => ({
  ok: false,
  fault: { kind, field, message, preview },
});

function plannable(wall: WallTime): boolean {
  const ms = wallTimeMs(wall);
  return ms !== undefined && ms >= Date.UTC(1970, 0, 1) && ms < Date.UTC(2200, 0, 1);
}

function checkForm(rule: TimeRule): RuleCheck | undefined {
  if (!isZone(rule.zone)) {
    return fail(
      "invalid",
      "zone",
      `"${rule.zone.slice(0, 60)}" is not a time zone. Use a name such as Europe/Berlin, or UTC.`,
    );
  }
  if (!plannable(rule.localStart) || !/T\d\d:\d\d$/.test(rule.localStart)) {
    return fail(
      "invalid",
      "localStart",
      "The start must be a day and a time in whole minutes, such as 2026-11-24T06:00.",
    );
  }
  const { durationMinutes } = rule;
  if (!Number.isInteger(durationMinutes) || durationMinutes < 1 || durationMinutes > longestMinutes) {
    return fail("invalid", "durationMinutes", "The duration must be whole minutes, from one minute to 366 days.");
  }
  for (const field of ["exdates", "rdates"] as const) {
    if (rule[field].length > maxDates) return fail("invalid", field, `At most ${maxDates} dates can be listed.`);
    const broken = rule[field].find((date) => !plannable(date));
    if (broken !== undefined)
      return fail("invalid", field, `"${broken.slice(0, 40)}" is not a day and time such as 2026-12-24T06:00.`);
  }
  if (rule.rrule === null) return undefined;
  const parsed = parseRRule(rule.rrule);
  if (!parsed.ok) return fail("invalid", "rrule", parsed.problem.message);
  // RFC 5545 3.3.10: beside a zone, UNTIL must be in UTC. In the zone UTC both readings are the same instant.
  if (parsed.parts.until?.kind === "wall" && rule.zone !== "UTC") {
    return fail(
      "invalid",
      "rrule",
      "UNTIL must be a day (20261224) or an instant in UTC that ends in Z (20261224T120000Z).",
    );
  }
  return undefined;
}

/** Compared on the wall clock, so that the night of a clock change does not make a rule overlap itself. */
function firstOverlap(openings: readonly Opening[], durationMinutes: number): [Opening, Opening] | undefined {
  const wall = (opening: Opening) => wallTimeMs(opening.originalLocalStart) ?? 0;
  const inOrder = openings.toSorted((a, b) => wall(a) - wall(b));
  for (const [index, opening] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next === undefined) return undefined;
    const distance = wall(next) - wall(opening);
    if (distance < durationMinutes * minuteMs) return [opening, next];
  }
  return undefined;
}

/** The end of the planning horizon, seen from `now`. */
export function horizonAfter(now: Date): Date {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + horizonMonths);
  return end;
}

/** Where a rule that does not open within the horizon opens first, looking at most forty years ahead. */
function neverOpens(rule: TimeRule, now: Date, horizon: Date): RuleCheck {
  const field = rule.rrule === null ? "localStart" : "rrule";
  const farEnd = new Date(horizon.getTime() + 40 * 365 * dayMs);
  const [later] = expandRule(rule, { start: horizon, end: farEnd }, 1).occurrences;
  if (later !== undefined) {
    const day = formatDay(later.during.start, rule.zone, "full");
    const message = `The rule first opens on ${day}; only the next ${horizonMonths} months are planned.`;
    return fail("never_opens", field, message, [later]);
  }
  const [last] = expandRule(rule, { start: new Date(0), end: now }, 1).occurrences;
  return last === undefined
    ? fail("never_opens", field, "The rule never opens: no day fits all its parts.")
    : fail("never_opens", field, "The rule does not open any more: all its openings are in the past.");
}

/**
 * Checks a rule before it is saved, in bounded time whatever was written, and shows its next openings. Refuses:
 * - `invalid`: text that is no rule, a frequency finer than a day, an unknown zone, an impossible date (field named);
 * - `never_opens`: no opening between now and the planning horizon (case 5);
 * - `overlaps_itself`: an opening starts before the one before it has ended (case 4); touching is fine: 24 h every day. With
 *   `mayOverlap` it passes: two openings of a window would double its lanes, but what closes twice is just closed;
 * - `too_costly`: it would take more than the evaluator's budget, or gives more than 20,000 openings.
 */
export function validateRule(rule: TimeRule, now: Date, { mayOverlap = false } = {}): RuleCheck {
  const malformed = checkForm(rule);
  if (malformed !== undefined) return malformed;
  try {
    const horizon = horizonAfter(now);
    const { occurrences, truncated } = expandRule(rule, { start: now, end: horizon }, maxOpenings);
    if (truncated)
      return fail("too_costly", "rrule", `The rule opens more than ${maxOpenings} times in ${horizonMonths} months.`);
    if (occurrences.length === 0) return neverOpens(rule, now, horizon);
    const overlap = mayOverlap ? undefined : firstOverlap(occurrences, rule.durationMinutes);
    if (overlap !== undefined) {
      const length = formatDuration(rule.durationMinutes * minuteMs);
      const [first, second] = overlap.map((opening) => opening.originalLocalStart.replace("T", " "));
      const message = `The rule overlaps itself: the opening of ${first} lasts ${length} and the next starts ${second}.`;
      return fail("overlaps_itself", "durationMinutes", message, overlap);
    }
    return { ok: true, preview: occurrences.slice(0, previewLength) };
  } catch (error) {
    if (error instanceof RuleTooCostly)
      return fail("too_costly", "rrule", "The rule takes too long to work out. Make it simpler.");
    if (error instanceof RuleInvalid) return fail("invalid", "rrule", `The rule cannot be read: ${error.message}`);
    throw error;
  }
}

/** The next `count` openings that end after `now`, the one in progress included. Call it with a rule that was validated. */
export function previewRule(rule: TimeRule, now: Date, count: number): Opening[] {
  return expandRule(rule, { start: now, end: horizonAfter(now) }, count).occurrences;
}
