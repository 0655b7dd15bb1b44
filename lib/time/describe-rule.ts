import { describeHours } from "./describe-hours";
import { parseRRule, type RecurrenceParts, type WeekdayCode, weekdayCodes } from "./rrule";
import { type WallTime, wallTimeMs } from "./wall-time";
import { dayInWords, joined, monthNames, ordinal, ordinalWord } from "./words";

export const weekdayNames: Record<WeekdayCode, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
const workdays = weekdayCodes.slice(0, 5);

/** More dates that are left out or added than these are told as a number. */
const mostNamed = 3;

type DayOfRule = NonNullable<RecurrenceParts["byDay"]>[number];

const inWeekOrder = (days: readonly DayOfRule[]) =>
  [...days].sort((a, b) => weekdayCodes.indexOf(a.weekday) - weekdayCodes.indexOf(b.weekday));

/** The plain weekdays of a rule, each once and in order, or `undefined` when some are counted ("the first Monday"). */
function plainDays(byDay: RecurrenceParts["byDay"]): WeekdayCode[] | undefined {
  if (byDay === undefined || byDay.some((day) => day.ordinal !== undefined)) return undefined;
  return [...new Set(inWeekOrder(byDay).map((day) => day.weekday))];
}

const isWorkweek = (codes: readonly WeekdayCode[]) => codes.join() === workdays.join();

/** "weekday", "day", "Monday", or "of its Tuesdays and Thursdays": what a position picks from. */
function kindOfDay(codes: readonly WeekdayCode[]): string {
  if (codes.length === 7) return "day";
  if (isWorkweek(codes)) return "weekday";
  const names = codes.map((code) => weekdayNames[code]);
  return codes.length === 1 ? joined(names) : `of its ${joined(names.map((name) => `${name}s`))}`;
}

function weekdaysOf(byDay: NonNullable<RecurrenceParts["byDay"]>): string {
  const codes = plainDays(byDay);
  if (codes?.length === 7) return "every day of the week";
  if (codes && isWorkweek(codes)) return "weekdays";
  return joined(
    inWeekOrder(byDay).map(({ ordinal: count, weekday }) =>
      count === undefined ? weekdayNames[weekday] : `the ${ordinalWord(count)} ${weekdayNames[weekday]}`,
    ),
  );
}

const unitNames = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" } as const;

/** "every week", "every second week". */
const every = (interval: number, unit: string) =>
  interval === 1 ? `every ${unit}` : `every ${ordinalWord(interval)} ${unit}`;

const monthDays = (days: readonly number[]) =>
  days.every((day) => day === -1) ? "the last day" : `the ${joined(days.map(ordinal))}`;

/** The days that the rule names: "on Monday in week 20". Empty when it names none. */
function namedDays(parts: RecurrenceParts): string {
  const { byDay, byMonthDay, byMonth, byYearDay, byWeekNo, bySetPos } = parts;
  if (byMonth?.length === 1 && byMonthDay && !byDay && !bySetPos && byMonthDay.every((day) => day > 0))
    return `on ${joined(byMonthDay.map(String))} ${monthNames[(byMonth[0] ?? 1) - 1]}`;
  const picked = bySetPos && plainDays(byDay);
  const days: string[] = [];
  if (picked) days.push(`the ${joined((bySetPos ?? []).map(ordinalWord))} ${kindOfDay(picked)}`);
  else if (byDay) days.push(weekdaysOf(byDay));
  if (byMonthDay) days.push(monthDays(byMonthDay));
  if (byYearDay) days.push(`the ${joined(byYearDay.map(ordinal))} day of the year`);
  const pick = bySetPos && !picked ? [`the ${joined(bySetPos.map(ordinalWord))} of`] : [];
  const seasons: string[] = [];
  if (byWeekNo) seasons.push(`in week ${joined(byWeekNo.map(String))}`);
  if (byMonth) seasons.push(`in ${joined(byMonth.map((month) => monthNames[month - 1] ?? ""))}`);
  return [...(days.length > 0 ? ["on"] : []), ...pick, ...days, ...seasons].join(" ");
}

/** Weekly rules are told by their days: "every second Tuesday", "every weekday". */
function weekly(parts: RecurrenceParts, start: Date): string | undefined {
  const { freq, interval, byMonth, bySetPos } = parts;
  const ofStart = weekdayCodes[(start.getUTCDay() + 6) % 7] as WeekdayCode;
  const codes = parts.byDay === undefined ? [ofStart] : plainDays(parts.byDay);
  if (freq !== "WEEKLY" || codes === undefined || byMonth || bySetPos) return undefined;
  const [only] = codes;
  if (codes.length === 1 && only) return every(interval, weekdayNames[only]);
  return interval === 1 && isWorkweek(codes) ? "every weekday" : undefined;
}

function repetition(parts: RecurrenceParts, start: Date): string {
  const inDays = weekly(parts, start);
  if (inDays !== undefined) return inDays;
  const repeats = every(parts.interval, unitNames[parts.freq]);
  const days = namedDays(parts);
  if (days !== "") return `${repeats} ${days}`;
  // What the rule leaves open it takes from its start.
  if (parts.freq === "MONTHLY") return `${repeats} on the ${ordinal(start.getUTCDate())}`;
  if (parts.freq === "YEARLY") return `${repeats} on ${start.getUTCDate()} ${monthNames[start.getUTCMonth()]}`;
  return repeats;
}

function endOf({ count, until }: RecurrenceParts): string[] {
  if (count !== undefined) return [count === 1 ? "once" : `${count} times`];
  switch (until?.kind) {
    case "day":
      return [`until ${dayInWords(until.date)}`];
    case "instant":
      return [`until ${dayInWords(until.at.toISOString())} ${until.at.toISOString().slice(11, 16)} UTC`];
    case "wall":
      return [`until ${dayInWords(until.time)} ${until.time.slice(11, 16)}`];
    default:
      return [];
  }
}

function dates(word: string, list: readonly WallTime[] = []): string[] {
  if (list.length === 0) return [];
  const days = [...new Set(list.map((date) => date.slice(0, 10)))].sort();
  return [days.length > mostNamed ? `${word} ${days.length} dates` : `${word} ${joined(days.map(dayInWords))}`];
}

/**
 * The rule in words: "every second Tuesday, 06:00–12:00, Europe/Berlin, except on 24 November 2026". Light enough for the
 * browser. A rule that cannot be read is described by its text, so that nothing on screen hides it.
 */
export function describeRule(rule: {
  localStart: WallTime;
  zone: string;
  durationMinutes: number;
  rrule: string | null;
  exdates?: readonly WallTime[];
  rdates?: readonly WallTime[];
}): string {
  const start = new Date(wallTimeMs(rule.localStart) ?? 0);
  const { durationMinutes, zone } = rule;
  const listed = [...dates("except on", rule.exdates), ...dates("and also on", rule.rdates)];
  if (rule.rrule === null) {
    const once = [`once on ${dayInWords(rule.localStart)}`, describeHours(undefined, start, durationMinutes), zone];
    return [...once, ...listed].join(", ");
  }
  const parsed = parseRRule(rule.rrule);
  if (!parsed.ok) return `${rule.rrule}, ${zone}`;
  const { parts } = parsed;
  const hours = describeHours(parts, start, durationMinutes);
  return [repetition(parts, start), hours, zone, ...endOf(parts), ...listed].join(", ");
}
