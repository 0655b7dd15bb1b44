import { RRuleTemporal } from "rrule-temporal";
import { giveWay, type Placed } from "./give-way";
import type { Range } from "./range";
import { parseRRule, type RecurrenceParts, weekdayCodes, writeRRule } from "./rrule";
import { type WallTime, wallTimeMs, wallTimeOfMs } from "./wall-time";
import { type Adjustment, instantOfWallMs, wallMs } from "./zone";

/*
 * Weighs some 50 KB (a Temporal engine): for the server only. Browsers get openings as data and describe rules with
 * `describe-rule.ts`.
 */

/** When something opens: wall time + zone + RRULE + duration. Dates in the lists are wall times in the same zone. */
export type TimeRule = {
  /** Wall time of the first opening, `2026-11-24T06:00`. */
  localStart: WallTime;
  /** IANA name, see `isZone`. */
  zone: string;
  durationMinutes: number;
  /** RFC 5545 RRULE without its prefix; null: opens once. */
  rrule: string | null;
  /** Openings that do not take place. */
  exdates: readonly WallTime[];
  /** Openings that take place besides. */
  rdates: readonly WallTime[];
};

/** One opening that a rule gives. */
export type Opening = {
  /** The wall time the rule gave it: its name for life, also when it is moved later (case 11). */
  originalLocalStart: WallTime;
  during: Range;
  /** Set when the start fell into a clock change and had to be resolved. */
  adjusted?: Adjustment;
};

export type Expansion = {
  occurrences: Opening[];
  truncated: boolean;
  /** Starts whose opening gave way to others on the night of a clock change and so does not take place, see `giveWay`. */
  leftOut: WallTime[];
};

/** The rule cannot be evaluated within its budget. `validateRule` turns this into a refusal; past it, it is a bug. */
export class RuleTooCostly extends Error {}
/** The rule's text is broken. `validateRule` turns this into a refusal; past it, it is a bug. */
export class RuleInvalid extends Error {}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Beyond either the rule counts as too costly; the second is 68 years of days, or about half a second. */
const maxIterations = 10_000;
const maxCandidates = 25_000;

/**
 * When an opening ends. By the wall clock: 22:00–06:00 stays 22:00–06:00 in the night of a clock change and is 7 or 9 hours
 * long then, because that is what people publish and plan by. One exception: an opening whose start falls into the gap moves as
 * a whole and keeps its length, or little would be left of it (02:30–03:30 becomes 03:30–04:30, not nothing).
 */
function placeAt(startWall: number, rule: TimeRule): Placed<Opening> {
  const start = instantOfWallMs(startWall, rule.zone);
  const length = rule.durationMinutes * minuteMs;
  const end = instantOfWallMs(startWall + length, rule.zone);
  const moves = start.adjusted === "gap";
  const opening: Opening = {
    originalLocalStart: wallTimeOfMs(startWall),
    during: { start: start.instant, end: moves ? new Date(start.instant.getTime() + length) : end.instant },
    ...(start.adjusted === undefined ? {} : { adjusted: start.adjusted }),
  };
  return { opening, startWall, endWall: startWall + length, touchesGap: moves || end.adjusted === "gap" };
}

function wallOf(text: WallTime): number {
  const ms = wallTimeMs(text);
  if (ms === undefined) throw new RuleInvalid(`Not a wall time: ${text}`);
  return ms;
}

/** The last wall time at which the rule may still fire, and the exact test for it: an UNTIL in UTC is an instant. */
function endOf(parts: RecurrenceParts, zone: string): { wall: number; holds: (startWall: number) => boolean } {
  const { until } = parts;
  if (until === undefined) return { wall: Number.POSITIVE_INFINITY, holds: () => true };
  if (until.kind === "instant") {
    const holds = (startWall: number) => instantOfWallMs(startWall, zone).instant <= until.at;
    return { wall: wallMs(until.at, zone) + dayMs, holds };
  }
  const wall = until.kind === "day" ? Date.parse(`${until.date}T23:59:59Z`) : wallOf(until.time);
  return { wall, holds: (startWall) => startWall <= wall };
}

/**
 * A week number without a weekday means the whole week. RFC 5545 can also be read as "the weekday of DTSTART", and the engine
 * does; python-dateutil, whose rules are the ones people have, gives every day.
 */
function wholeWeeks(parts: RecurrenceParts): RecurrenceParts {
  const daysGiven = parts.byDay ?? parts.byMonthDay ?? parts.byYearDay;
  if (parts.byWeekNo === undefined || daysGiven !== undefined) return parts;
  return { ...parts, byDay: weekdayCodes.map((weekday) => ({ weekday })) };
}

/**
 * The wall times that the engine gives between two of them, both included. The RRULE is expanded as if its zone were UTC.
 *
 * A limit of its own on candidates costs the engine its quick way, thirty times the time. Where a step of the rule is a day or a week
 * and no time of day is asked for, the limit on steps bounds the candidates too.
 */
function engineWalls(parts: RecurrenceParts, dtstart: number, from: number, to: number): number[] {
  const isDaysOfShortSteps =
    (parts.freq === "DAILY" || parts.freq === "WEEKLY") &&
    parts.bySetPos === undefined &&
    parts.byHour === undefined &&
    parts.byMinute === undefined &&
    parts.bySecond === undefined;
  const start = new Date(dtstart).toISOString().replace(/[-:]|\.\d+/g, "");
  try {
    const engine = new RRuleTemporal({
      // Where it ends is cut here, by instants: the engine knows the rule's zone as UTC.
      rruleString: `DTSTART:${start}\nRRULE:${writeRRule({ ...wholeWeeks(parts), until: undefined })}`,
      maxIterations,
      ...(isDaysOfShortSteps ? {} : { maxCandidateEvaluations: maxCandidates }),
      cache: false,
    });
    return engine.between(new Date(from), new Date(to), true).map((at) => at.epochMilliseconds);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Maximum")) throw new RuleTooCostly(error.message);
    throw new RuleInvalid(error instanceof Error ? error.message : String(error));
  }
}

const secondMs = 1000;
const midnight = (wall: number) => Math.floor(wall / dayMs) * dayMs;

/** The times of day at which the rule fires, in milliseconds since midnight; those it does not name are its start's. */
function timesOfDay({ byHour, byMinute, bySecond }: RecurrenceParts, first: number): number[] {
  const start = new Date(first);
  const hours = byHour ?? [start.getUTCHours()];
  const minutes = byMinute ?? [start.getUTCMinutes()];
  const seconds = bySecond ?? [start.getUTCSeconds()];
  const times = hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => ((hour * 60 + minute) * 60 + second) * secondMs)),
  );
  return [...new Set(times)].sort((a, b) => a - b);
}

/**
 * The rule's start wall times within `[from, to)`, in order, at most `limit + 1` of them. Because all is wall time, no opening is
 * dropped for a clock change (the engine, after the letter of the RFC, would leave out 02:30 on the day of the gap) and the
 * machine's own zone cannot matter; `zone.ts` then says which instants they are.
 */
function ruleWalls(rule: TimeRule, from: number, to: number, limit: number): number[] {
  const first = wallOf(rule.localStart);
  if (rule.rrule === null) return first >= from && first < to ? [first] : [];
  const parsed = parseRRule(rule.rrule);
  if (!parsed.ok) throw new RuleInvalid(parsed.problem.message);
  const { parts } = parsed;
  const end = endOf(parts, rule.zone);
  const lower = Math.max(from, first);
  const upper = Math.min(to, end.wall + 1);
  if (lower >= upper) return [];
  const holds = (wall: number) => wall >= lower && wall < upper && end.holds(wall);
  // COUNT and BYSETPOS count single openings, so the engine must see the times of day.
  if (parts.count !== undefined || parts.bySetPos !== undefined) {
    return engineWalls(parts, first, lower, upper)
      .filter(holds)
      .slice(0, limit + 1);
  }
  // Else it is asked for the days alone: a rule that fires every minute costs it no more than one that fires daily.
  const days = { ...parts, byHour: undefined, byMinute: undefined, bySecond: undefined };
  const times = timesOfDay(parts, first);
  const walls: number[] = [];
  for (const day of engineWalls(days, midnight(first), midnight(lower), upper)) {
    for (const time of times) {
      if (holds(day + time)) walls.push(day + time);
      if (walls.length > limit) return walls;
    }
  }
  return walls;
}

/**
 * The openings of a rule that share an instant with `range`, in order of start, at most `limit`; `truncated` says that there
 * are more. DTSTART is an opening only if the RRULE gives it (or there is none): a preview shows what really happens.
 * Openings overlap only when the rule overlaps itself on the wall clock; whoever evaluates merges them (case 4). What a clock
 * change pushes into others gives way to them (`giveWay`), the same whichever range is asked for.
 *
 * Throws `RuleInvalid` or `RuleTooCostly`, and `RangeError` for an unknown zone; check with `validateRule` before saving.
 */
export function expandRule(rule: TimeRule, range: Range, limit = 1000): Expansion {
  const length = rule.durationMinutes * minuteMs;
  // A day of slack on both sides covers any difference between wall time and instant; exact bounds are applied after. Beyond the
  // end it is a whole opening more: what the last one gives way to may begin that late.
  const from = range.start.getTime() - length - dayMs;
  const to = range.end.getTime() + length + dayMs;
  const excluded = new Set(rule.exdates.map(wallOf));
  const added = rule.rdates.map(wallOf).filter((wall) => wall >= from && wall < to);
  const walls = new Set([...ruleWalls(rule, from, to, limit + excluded.size + slack(rule)), ...added]);
  const placed = [...walls]
    .filter((wall) => !excluded.has(wall))
    .sort((a, b) => a - b)
    .map((wall) => placeAt(wall, rule));
  const { kept, leftOut } = giveWay(placed);
  const inRange = ({ during }: Opening) => during.start < range.end && during.end > range.start;
  const openings = kept.filter(inRange).sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
  return {
    occurrences: openings.slice(0, limit),
    truncated: openings.length > limit,
    leftOut: leftOut.filter(inRange).map((opening) => opening.originalLocalStart),
  };
}

/** How many openings the widened search can find besides those of the range: a busy rule has up to 1440 a day. */
function slack(rule: TimeRule): number {
  return 1440 * (3 + Math.ceil(rule.durationMinutes / 1440));
}
