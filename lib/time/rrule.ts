import { parseInstant } from "./instant";

/** The frequencies a window can have: it opens on days, at hours; it does not tick. */
const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof frequencies)[number];

export const weekdayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type WeekdayCode = (typeof weekdayCodes)[number];

/** The parts of an RRULE (RFC 5545 3.3.10), read and checked. Lists are as written, never empty. */
export type RecurrenceParts = {
  freq: Frequency;
  interval: number;
  count?: number;
  until?: { kind: "instant"; at: Date } | { kind: "day"; date: string } | { kind: "wall"; time: string };
  byDay?: Array<{ ordinal?: number; weekday: WeekdayCode }>;
  byMonth?: number[];
  byMonthDay?: number[];
  byYearDay?: number[];
  byWeekNo?: number[];
  byHour?: number[];
  byMinute?: number[];
  bySecond?: number[];
  bySetPos?: number[];
  weekStart?: WeekdayCode;
};

/** Why a rule is refused, in a sentence for the person who wrote it. */
export type RuleProblem = { part: string; message: string };

export type ParsedRule = { ok: true; parts: RecurrenceParts } | { ok: false; problem: RuleProblem };

class Problem extends Error {
  constructor(
    readonly part: string,
    message: string,
  ) {
    super(message);
  }
}

/** Bounds what one rule can ask of the evaluator, before anything is evaluated. */
const longestRule = 500;

type NumberList = "byMonth" | "byMonthDay" | "byYearDay" | "byWeekNo" | "byHour" | "byMinute" | "bySecond" | "bySetPos";

const numberLists: Record<string, { key: NumberList; from: number; to: number; negative: boolean }> = {
  BYMONTH: { key: "byMonth", from: 1, to: 12, negative: false },
  BYMONTHDAY: { key: "byMonthDay", from: 1, to: 31, negative: true },
  BYYEARDAY: { key: "byYearDay", from: 1, to: 366, negative: true },
  BYWEEKNO: { key: "byWeekNo", from: 1, to: 53, negative: true },
  BYHOUR: { key: "byHour", from: 0, to: 23, negative: false },
  BYMINUTE: { key: "byMinute", from: 0, to: 59, negative: false },
  BYSECOND: { key: "bySecond", from: 0, to: 59, negative: false },
  BYSETPOS: { key: "bySetPos", from: 1, to: 366, negative: true },
};

function wholeNumber(part: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (!/^\d{1,6}$/.test(text) || value < from || value > to) {
    throw new Problem(part, `${part} must be a whole number from ${from} to ${to}, not "${text}".`);
  }
  return value;
}

function numberList(part: string, text: string): number[] {
  const { from, to, negative } = numberLists[part] as (typeof numberLists)[string];
  return text.split(",").map((item) => {
    const match = /^([+-]?)(\d{1,3})$/.exec(item);
    const size = Number(match?.[2]);
    if (match === null || size < from || size > to || (match[1] === "-" && !negative)) {
      const range = negative ? `${from} to ${to} or -${to} to -${from}` : `${from} to ${to}`;
      throw new Problem(part, `${part} takes numbers from ${range}, not "${item}".`);
    }
    return match[1] === "-" ? -size : size;
  });
}

function weekday(part: string, text: string): WeekdayCode {
  const code = weekdayCodes.find((known) => known === text);
  if (code === undefined)
    throw new Problem(part, `${part} names weekdays as ${weekdayCodes.join(", ")}, not "${text}".`);
  return code;
}

function dayList(text: string): NonNullable<RecurrenceParts["byDay"]> {
  return text.split(",").map((item) => {
    const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item);
    if (match === null) throw new Problem("BYDAY", `BYDAY takes weekdays such as MO or -1FR, not "${item}".`);
    const day = weekday("BYDAY", match[2] as string);
    if (match[1] === undefined) return { weekday: day };
    const ordinal = Number(match[1]);
    if (ordinal === 0 || Math.abs(ordinal) > 53)
      throw new Problem("BYDAY", `BYDAY counts from 1 to 53, not "${item}".`);
    return { ordinal, weekday: day };
  });
}

function until(text: string): NonNullable<RecurrenceParts["until"]> {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(text);
  if (match !== null) {
    const [, year, month, day, hour, minute, second, utc] = match;
    const date = `${year}-${month}-${day}`;
    const at = parseInstant(`${date}T${hour ?? "00"}:${minute ?? "00"}:${second ?? "00"}Z`);
    if (at !== undefined) {
      if (hour === undefined) return { kind: "day", date };
      return utc === "Z" ? { kind: "instant", at } : { kind: "wall", time: `${date}T${hour}:${minute}:${second}` };
    }
  }
  throw new Problem("UNTIL", `UNTIL must be a day (20261224) or an instant in UTC (20261224T120000Z), not "${text}".`);
}

function frequency(text: string): Frequency {
  if (["SECONDLY", "MINUTELY", "HOURLY"].includes(text)) {
    throw new Problem(
      "FREQ",
      `FREQ=${text} is finer than a day. Give the hours of a day with BYHOUR on a DAILY rule instead.`,
    );
  }
  const known = frequencies.find((candidate) => candidate === text);
  if (known === undefined) throw new Problem("FREQ", `FREQ must be one of ${frequencies.join(", ")}, not "${text}".`);
  return known;
}

/** The combinations that RFC 5545 forbids; programs that take them anyway disagree about what they mean. */
function checkCombinations(parts: RecurrenceParts): void {
  const { freq, byDay, bySetPos } = parts;
  if (parts.count !== undefined && parts.until !== undefined) {
    throw new Problem("COUNT", "A rule ends by COUNT or by UNTIL, not by both.");
  }
  if (parts.byWeekNo && freq !== "YEARLY") throw new Problem("BYWEEKNO", "BYWEEKNO goes with FREQ=YEARLY only.");
  if (parts.byYearDay && freq !== "YEARLY") throw new Problem("BYYEARDAY", "BYYEARDAY goes with FREQ=YEARLY only.");
  if (parts.byMonthDay && freq === "WEEKLY")
    throw new Problem("BYMONTHDAY", "BYMONTHDAY does not go with FREQ=WEEKLY.");
  if (byDay?.some((day) => day.ordinal !== undefined) && (freq === "DAILY" || freq === "WEEKLY" || parts.byWeekNo)) {
    throw new Problem(
      "BYDAY",
      "A counted weekday such as 1MO goes with FREQ=MONTHLY or YEARLY only, and not with BYWEEKNO.",
    );
  }
  const aDay = [parts.byHour, parts.byMinute, parts.bySecond].reduce(
    (product, list) => product * (list?.length ?? 1),
    1,
  );
  // Openings that are counted one by one cost more than days, so there may be fewer of them.
  const most = parts.count !== undefined || bySetPos !== undefined ? 96 : 1440;
  if (aDay > most) throw new Problem("BYMINUTE", `The rule opens ${aDay} times a day; ${most} is the most.`);
  const others = Object.keys(parts).some((key) => key.startsWith("by") && key !== "bySetPos");
  if (bySetPos && !others)
    throw new Problem("BYSETPOS", "BYSETPOS picks from what another BY part gives; there is none.");
}

function readPart(parts: Partial<RecurrenceParts>, name: string, value: string): void {
  const list = numberLists[name];
  if (list !== undefined) {
    parts[list.key] = numberList(name, value);
    return;
  }
  switch (name) {
    case "FREQ":
      parts.freq = frequency(value);
      return;
    case "INTERVAL":
      parts.interval = wholeNumber(name, value, 1, 1000);
      return;
    case "COUNT":
      parts.count = wholeNumber(name, value, 1, 10_000);
      return;
    case "UNTIL":
      parts.until = until(value);
      return;
    // What python-dateutil calls BYDAY; rules written with it are about.
    case "BYWEEKDAY":
    case "BYDAY":
      parts.byDay = dayList(value);
      return;
    case "WKST":
      parts.weekStart = weekday(name, value);
      return;
    default:
      throw new Problem(name, `"${name.slice(0, 40)}" is not a part of a recurrence rule.`);
  }
}

/**
 * Reads an RRULE without its `RRULE:` prefix and checks it against RFC 5545. Refuses, with the part at fault: unknown, empty
 * and repeated parts, numbers out of bounds, forbidden combinations, and frequencies finer than a day. It does not say
 * whether the rule ever fires; `validateRule` does.
 */
export function parseRRule(text: string): ParsedRule {
  try {
    if (text.length > longestRule) throw new Problem("RRULE", `A rule may be ${longestRule} characters long.`);
    const parts: Partial<RecurrenceParts> = {};
    const seen = new Set<string>();
    for (const piece of text.toUpperCase().split(";")) {
      const [name = "", value, ...more] = piece.split("=");
      if (value === undefined || value === "" || more.length > 0) {
        throw new Problem("RRULE", `A rule is made of NAME=VALUE parts; "${piece.slice(0, 40)}" is none.`);
      }
      if (seen.has(name)) throw new Problem(name, `${name} stands twice in the rule.`);
      seen.add(name);
      readPart(parts, name, value);
    }
    if (parts.freq === undefined) throw new Problem("FREQ", "A rule needs a FREQ.");
    const complete: RecurrenceParts = { interval: 1, ...parts, freq: parts.freq };
    checkCombinations(complete);
    return { ok: true, parts: complete };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: { part: error.part, message: error.message } };
    throw error;
  }
}

const compact = (iso: string) => iso.replace(/[-:]|\.\d+/g, "");

function untilText(until: NonNullable<RecurrenceParts["until"]>): string {
  if (until.kind === "day") return compact(until.date);
  return until.kind === "wall" ? compact(until.time) : compact(until.at.toISOString());
}

/** Writes parts back as an RRULE; parts that are not given are left out. */
export function writeRRule(parts: RecurrenceParts): string {
  const list = (name: string, values: readonly (number | string)[] | undefined) =>
    values === undefined ? [] : [`${name}=${values.join(",")}`];
  return [
    `FREQ=${parts.freq}`,
    ...(parts.interval === 1 ? [] : [`INTERVAL=${parts.interval}`]),
    ...(parts.count === undefined ? [] : [`COUNT=${parts.count}`]),
    ...list(
      "BYDAY",
      parts.byDay?.map((day) => `${day.ordinal ?? ""}${day.weekday}`),
    ),
    ...Object.entries(numberLists).flatMap(([name, { key }]) => list(name, parts[key])),
    ...(parts.weekStart === undefined ? [] : [`WKST=${parts.weekStart}`]),
    ...(parts.until === undefined ? [] : [`UNTIL=${untilText(parts.until)}`]),
  ].join(";");
}

/** Whether two texts say the same rule, however they order and spell its parts. Broken ones are the same only letter by letter. */
export function sameRRule(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && canonical(one) === canonical(other));
}

function canonical(text: string): string {
  const parsed = parseRRule(text);
  if (!parsed.ok) return text;
  const { parts } = parsed;
  const sorted = <Item>(items: readonly Item[] | undefined, key: (item: Item) => number) =>
    items && [...new Map(items.map((item) => [key(item), item])).values()].sort((a, b) => key(a) - key(b));
  const lists = Object.values(numberLists).map(({ key }) => [key, sorted(parts[key], (number) => number)]);
  const byDay = sorted(parts.byDay, ({ ordinal = 0, weekday: day }) => 10 * ordinal + weekdayCodes.indexOf(day));
  return writeRRule({ ...parts, ...Object.fromEntries(lists), byDay });
}
