import type { Range } from "@/lib/time/range";
import { expandRule, RuleInvalid, RuleTooCostly, type TimeRule } from "@/lib/time/recurrence";
import { parseRRule } from "@/lib/time/rrule";
import { wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";
import { instantOfWallMs, wallMs, wallTimeAt } from "@/lib/time/zone";
import type { EventLines } from "./calendar-components";
import { type ContentLine, FaultyLine } from "./calendar-lines";
import { type CalendarPoint, durationIn, keyOf, lex, pointIn, pointsOf, type Zones } from "./calendar-times";

/** One concrete event. `key`: with the UID its name for life. */
export type CalendarEvent = { uid: string; key: string; title: string; allDay: boolean; during: Range };

/** An event as it is written: perhaps many concrete ones. */
export type WrittenEvent = {
  line: number;
  uid: string;
  title: string;
  isCancelled: boolean;
  sequence: number;
  start: CalendarPoint;
  /** By the wall clock of its start's zone. */
  length: number;
  /** Which one of a series this replaces. */
  replaces: CalendarPoint | null;
  rules: { line: number; text: string }[];
  more: CalendarPoint[];
  without: CalendarPoint[];
};

const dayMs = 86_400_000;
const minuteMs = 60_000;
const longestMs = 5 * 366 * dayMs;
const mostDates = 2_000;

/** Reads one event. Throws `FaultyLine` for what is broken in it. Its `length` may be 0: it lasts no time. */
export function readEvent({ line, properties }: EventLines, zones: Zones): WrittenEvent {
  const one = (name: string) => properties.get(name)?.[0];
  const startLine = one("DTSTART");
  if (startLine === undefined) throw new FaultyLine(line, "An event without DTSTART has no time.");
  const exrule = one("EXRULE");
  if (exrule !== undefined)
    throw new FaultyLine(exrule.line, "EXRULE is no part of calendars any more and is not read.");
  const start = pointIn(startLine, zones);
  const replacesLine = one("RECURRENCE-ID");
  if (replacesLine !== undefined && /;RANGE=THISANDFUTURE/i.test(replacesLine.text.split(":")[0] ?? ""))
    throw new FaultyLine(
      replacesLine.line,
      "A change of one date and all that follow (RANGE=THISANDFUTURE) is not read.",
    );
  const title = textOf(one("SUMMARY")).slice(0, 300) || "Untitled";
  return {
    line,
    title,
    uid: textOf(one("UID")).slice(0, 500) || `${title} ${keyOf(start)}`,
    isCancelled: textOf(one("STATUS")).toUpperCase() === "CANCELLED",
    sequence: Number(textOf(one("SEQUENCE"))) || 0,
    start,
    length: lengthOf(start, one("DTEND"), one("DURATION"), zones),
    replaces: replacesLine === undefined ? null : pointIn(replacesLine, zones),
    rules: (properties.get("RRULE") ?? []).map(ruleIn),
    more: (properties.get("RDATE") ?? []).flatMap((each) => pointsOf(each, zones)),
    without: (properties.get("EXDATE") ?? []).flatMap((each) => pointsOf(each, zones)),
  };
}

/** Shown literally, whatever it says; only what a database cannot hold is replaced. */
function textOf(content: ContentLine | undefined): string {
  if (content === undefined) return "";
  return String(lex(content).values[0] ?? "")
    .replaceAll(/\s+/g, " ")
    .toWellFormed()
    .trim();
}

function ruleIn({ line, text }: ContentLine): { line: number; text: string } {
  const rule = text.slice(text.indexOf(":") + 1).trim();
  const parsed = parseRRule(rule);
  if (!parsed.ok) throw new FaultyLine(line, `RRULE: ${parsed.problem.message}`);
  return { line, text: rule };
}

function lengthOf(
  start: CalendarPoint,
  end: ContentLine | undefined,
  duration: ContentLine | undefined,
  zones: Zones,
): number {
  const none = start.isDay ? dayMs : 0;
  if (end === undefined && duration === undefined) return none;
  if (end === undefined) {
    const length = durationIn(duration as ContentLine);
    return Math.max(none, tooLong(length, (duration as ContentLine).line));
  }
  const last = pointIn(end, zones);
  if (last.isDay !== start.isDay)
    throw new FaultyLine(end.line, "DTEND must be a day where DTSTART is one, and a time where that is one.");
  const length = wallMs(last.at, start.zone) - start.wall;
  if (last.at < start.at) throw new FaultyLine(end.line, "DTEND lies before DTSTART.");
  // A day that ends on itself is that day, as many programs write it.
  return tooLong(
    length === 0 ? none : Math.max(length, last.at.getTime() - start.at.getTime() > 0 ? minuteMs : 0),
    end.line,
  );
}

function tooLong(length: number, line: number): number {
  if (length > longestMs) throw new FaultyLine(line, "The event lasts longer than five years.");
  return length;
}

/**
 * The concrete events that share an instant with the range. Throws `FaultyLine` for a rule that gives too many or takes too long.
 * `replaced`: the starts of the series that other events of the file stand in for.
 */
export function concreteEvents(event: WrittenEvent, range: Range, replaced: ReadonlySet<number>): CalendarEvent[] {
  const { start, length, uid, title, rules, more, without } = event;
  const make = (wall: number, during: Range): CalendarEvent => {
    const own = event.replaces ?? { ...start, wall };
    return { uid, key: keyOf(own), title, allDay: start.isDay, during };
  };
  const isIn = ({ start: from, end: to }: Range) => from < range.end && to > range.start;
  if (rules.length === 0 && more.length === 0) {
    const during = { start: start.at, end: endOf(start, length) };
    const isOut = replaced.has(start.at.getTime()) && event.replaces === null;
    return isIn(during) && !isOut ? [make(start.wall, during)] : [];
  }
  // The first one takes place whatever the rule says (RFC 5545 3.8.5.3); days and times are those of its own zone.
  const extra = [start, ...more].map((point) =>
    point.isDay ? wallTimeOfMs(point.wall) : wallTimeAt(point.at, start.zone),
  );
  const days = new Set(without.filter(({ isDay }) => isDay).map(({ wall }) => wallTimeOfMs(wall).slice(0, 10)));
  const instants = new Set(without.filter(({ isDay }) => !isDay).map(({ at }) => at.getTime()));
  const found = new Map<string, CalendarEvent>();
  for (const rule of rules.length === 0 ? [{ line: event.line, text: null }] : rules) {
    const written: TimeRule = {
      localStart: wallTimeOfMs(start.wall),
      zone: start.zone,
      durationMinutes: length / minuteMs,
      rrule: rule.text,
      exdates: [],
      rdates: extra,
    };
    for (const { originalLocalStart, during } of expanded(written, range, rule.line)) {
      const isOut = days.has(originalLocalStart.slice(0, 10)) || instants.has(during.start.getTime());
      if (isOut || replaced.has(during.start.getTime())) continue;
      const made = make(wallTimeMs(originalLocalStart) ?? 0, during);
      found.set(made.key, made);
    }
  }
  return [...found.values()];
}

function expanded(rule: TimeRule, range: Range, line: number) {
  try {
    const { occurrences, truncated } = expandRule(rule, range, mostDates);
    if (truncated) throw new FaultyLine(line, `The event comes more than ${mostDates} times in three years.`);
    return occurrences;
  } catch (error) {
    if (error instanceof RuleTooCostly) throw new FaultyLine(line, "RRULE takes too long to work out.");
    if (error instanceof RuleInvalid) throw new FaultyLine(line, "RRULE cannot be worked out.");
    throw error;
  }
}

/** Days by the wall clock, so that a day with a clock change is 23 or 25 hours long. */
function endOf(start: CalendarPoint, length: number): Date {
  const end = instantOfWallMs(start.wall + length, start.zone).instant;
  return end > start.at ? end : new Date(start.at.getTime() + length);
}
