import type { LocalDate } from "./calendar";

const dayMs = 86_400_000;
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** The place of the one name that begins so; three letters at least, so that "ma" is neither March nor May. */
function placeOf(names: readonly string[], start: string | undefined): number | undefined {
  if (start === undefined || start.length < 3) return undefined;
  const place = names.findIndex((name) => name.startsWith(start) || (start === "sept" && name === "september"));
  return place < 0 ? undefined : place;
}

const written = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10);
const isoWeekday = (ms: number) => (new Date(ms).getUTCDay() + 6) % 7;

/** A day that exists, as its midnight in UTC: plain calendar days have no zone. */
function dayMsOf(year: number, month: number, day: number): number | undefined {
  const ms = Date.UTC(year, month, day);
  const date = new Date(ms);
  return date.getUTCMonth() === month && date.getUTCDate() === day ? ms : undefined;
}

/** A day without a year is the one nearest to today. */
function nearest(today: number, month: number, day: number): number | undefined {
  const year = new Date(today).getUTCFullYear();
  const candidates = [year - 1, year, year + 1].flatMap((each) => dayMsOf(each, month, day) ?? []);
  return candidates.sort((a, b) => Math.abs(a - today) - Math.abs(b - today))[0];
}

function inYear(today: number, year: string | undefined, month: number, day: number): number | undefined {
  if (year === undefined) return nearest(today, month, day);
  return dayMsOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
}

function monday(today: number, week: number, year: string | undefined): number | undefined {
  if (week < 1 || week > 53) return undefined;
  const mondayIn = (each: number) => {
    const fourth = Date.UTC(each, 0, 4);
    return fourth - isoWeekday(fourth) * dayMs + (week - 1) * 7 * dayMs;
  };
  if (year !== undefined) return mondayIn(Number(year));
  const now = new Date(today).getUTCFullYear();
  return [now - 1, now, now + 1].map(mondayIn).sort((a, b) => Math.abs(a - today) - Math.abs(b - today))[0];
}

function shifted(today: number, count: number, unit: string): number {
  if (unit.startsWith("d")) return today + count * dayMs;
  if (unit.startsWith("w")) return today + count * 7 * dayMs;
  const date = new Date(today);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, Math.min(date.getUTCDate(), last));
}

type Reading = [pattern: RegExp, read: (today: number, parts: (string | undefined)[]) => number | undefined];

const readings: readonly Reading[] = [
  [/^today$/, (today) => today],
  [/^tomorrow$/, (today) => today + dayMs],
  [/^yesterday$/, (today) => today - dayMs],
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (_, [y, m, d]) => dayMsOf(Number(y), Number(m) - 1, Number(d))],
  // Days stand before months, as everywhere on screen.
  [/^(\d{1,2})[./](\d{1,2})[./]?(\d{4}|\d{2})?$/, (today, [d, m, y]) => inYear(today, y, Number(m) - 1, Number(d))],
  [
    /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]+)(?: (\d{4}))?$/,
    (today, [d, name, y]) => {
      const month = placeOf(months, name);
      return month === undefined ? undefined : inYear(today, y, month, Number(d));
    },
  ],
  [
    /^([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/,
    (today, [name, d, y]) => {
      const month = placeOf(months, name);
      return month === undefined ? undefined : inYear(today, y, month, Number(d));
    },
  ],
  [
    /^([a-z]+)(?: (\d{4}))?$/,
    (today, [name, y]) => {
      const month = placeOf(months, name);
      return month === undefined ? undefined : inYear(today, y, month, 1);
    },
  ],
  [
    /^(next |last )?([a-z]+)$/,
    (today, [which, name]) => {
      const weekday = placeOf(weekdays, name);
      if (weekday === undefined) return undefined;
      const thisWeek = today - isoWeekday(today) * dayMs + weekday * dayMs;
      if (which === "next ") return thisWeek + 7 * dayMs;
      if (which === "last ") return thisWeek - 7 * dayMs;
      return thisWeek < today ? thisWeek + 7 * dayMs : thisWeek;
    },
  ],
  [/^(?:week |cw ?|kw ?|w)(\d{1,2})(?: (\d{4}))?$/, (today, [week, y]) => monday(today, Number(week), y)],
  [/^q([1-4])(?: (\d{4}))?$/, (today, [quarter, y]) => inYear(today, y, (Number(quarter) - 1) * 3, 1)],
  [
    /^(?:in |\+ ?)(\d{1,4}) ?(d|w|m|days?|weeks?|months?)$/,
    (today, [n, unit = "d"]) => shifted(today, Number(n), unit),
  ],
  [
    /^(?:- ?(\d{1,4}) ?(d|w|m)|(\d{1,4}) (days?|weeks?|months?) ago)$/,
    (today, [n, unit, count, word]) => shifted(today, -Number(n ?? count), unit ?? word ?? "d"),
  ],
  [/^(next|last) (week|month)$/, (today, [which, unit = "week"]) => shifted(today, which === "next" ? 1 : -1, unit)],
];

/**
 * The day that somebody means who writes "12 Jan", "24.11.", "fri", "next tue", "week 48", "in 3 weeks", "q1 2027" or the like;
 * `undefined` when it cannot be told. `today` is the day of the calendar that they look at. A day without a year is the nearest one.
 */
export function readDay(text: string, today: LocalDate): LocalDate | undefined {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, " ").slice(0, 40);
  const now = Date.parse(`${today}T00:00:00Z`);
  for (const [pattern, read] of readings) {
    const match = pattern.exec(words);
    const day = match === null ? undefined : read(now, match.slice(1));
    if (day !== undefined && day >= 0 && day < Date.UTC(2200, 0, 1)) return written(day);
  }
  return undefined;
}
