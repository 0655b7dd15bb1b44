import type { Range } from "./range";
import { offsetMs, wallMs } from "./zone";

/*
 * Everything that screens and sentences say about time. Names are spelled here rather than by Intl's date patterns: server and
 * browser carry different ICU data, and one comma of difference breaks hydration.
 */
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const longMonths = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/**
 * `full`: "Tue 24 Nov 2026 06:00 CET" · `short`: "Tue 24 Nov 06:00 CET" · `time`: "06:00" · `timeZone`: "06:00 CET" ·
 * `seconds`: "06:00:04" · `exact`: "Tue 24 Nov 2026 06:00:04 CET"
 */
export type InstantStyle = "full" | "short" | "time" | "timeZone" | "seconds" | "exact";

const two = (value: number) => String(value).padStart(2, "0");

function partsOf(at: Date, zone: string) {
  const wall = new Date(wallMs(at, zone));
  const time = `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
  return {
    weekday: weekdays[wall.getUTCDay()] as string,
    dayAndMonth: `${wall.getUTCDate()} ${months[wall.getUTCMonth()] as string}`,
    year: String(wall.getUTCFullYear()),
    time,
    seconds: `${time}:${two(wall.getUTCSeconds())}`,
    date: wall.toISOString().slice(0, 10),
  };
}

// No single locale knows every zone's abbreviation: British English says "CET" but "GMT-5", American English the reverse.
const locales = ["en-GB", "en-US", "en-AU", "en-NZ", "en-IN", "en-ZA"] as const;
/** By zone and offset: asking six locales for every time on a schedule would cost more than all the rest. */
const abbreviations = new Map<string, string>();

function nameOfOffset(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const rest = minutes % 60 === 0 ? "" : `:${two(minutes % 60)}`;
  return minutes === 0 ? "UTC" : `UTC${ms < 0 ? "-" : "+"}${Math.floor(minutes / 60)}${rest}`;
}

function nameInSomeLocale(at: Date, zone: string): string | undefined {
  for (const locale of locales) {
    const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short" });
    const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value;
    if (name !== undefined && !/^(?:GMT|UTC)[+\-−]/.test(name)) return name;
  }
  return undefined;
}

/** What people call the zone at this instant: "CET", "CEST", "EST", "UTC"; where it has no name of its own, "UTC+8". */
export function zoneAbbreviation(at: Date, zone: string): string {
  if (zone === "UTC" || zone === "Etc/UTC") return "UTC";
  const offset = offsetMs(at, zone);
  const key = `${zone} ${offset}`;
  const known = abbreviations.get(key);
  if (known !== undefined) return known;
  const name = nameInSomeLocale(at, zone) ?? nameOfOffset(offset);
  abbreviations.set(key, name);
  return name;
}

/** An instant as a person in `zone` writes it. See `InstantStyle`; every style that names a day also names the zone. */
export function formatInstant(at: Date, zone: string, style: InstantStyle = "short"): string {
  const parts = partsOf(at, zone);
  const abbreviation = style === "time" || style === "seconds" ? "" : zoneAbbreviation(at, zone);
  switch (style) {
    case "full":
      return `${parts.weekday} ${parts.dayAndMonth} ${parts.year} ${parts.time} ${abbreviation}`;
    case "short":
      return `${parts.weekday} ${parts.dayAndMonth} ${parts.time} ${abbreviation}`;
    case "time":
      return parts.time;
    case "timeZone":
      return `${parts.time} ${abbreviation}`;
    case "seconds":
      return parts.seconds;
    case "exact":
      return `${parts.weekday} ${parts.dayAndMonth} ${parts.year} ${parts.seconds} ${abbreviation}`;
  }
}

/** A calendar day: `short` "Tue 24", `long` "Tue 24 Nov", `full` "Tue 24 Nov 2026". */
export function formatDay(at: Date, zone: string, style: "short" | "long" | "full" = "long"): string {
  const parts = partsOf(at, zone);
  if (style === "short") return `${parts.weekday} ${parts.dayAndMonth.split(" ")[0]}`;
  return style === "long"
    ? `${parts.weekday} ${parts.dayAndMonth}`
    : `${parts.weekday} ${parts.dayAndMonth} ${parts.year}`;
}

/**
 * A range: "Tue 24 Nov 06:00–12:00 CET"; over midnight "Tue 24 Nov 22:00 – Wed 25 Nov 06:00 CET". An end at midnight is written
 * as 24:00 of the same day. When the clock changes in between, both abbreviations are shown; when the year does, both years.
 */
export function formatRange(range: Range, zone: string): string {
  const start = partsOf(range.start, zone);
  const end = partsOf(range.end, zone);
  const lastInstant = partsOf(new Date(range.end.getTime() - 1), zone);
  const startName = zoneAbbreviation(range.start, zone);
  const endName = zoneAbbreviation(range.end, zone);
  const years = start.year !== end.year && lastInstant.date !== start.date;
  const day = (parts: typeof start) => `${parts.weekday} ${parts.dayAndMonth}${years ? ` ${parts.year}` : ""}`;
  const from = `${day(start)} ${start.time}${startName === endName ? "" : ` ${startName}`}`;
  if (start.date === end.date) {
    const dash = startName === endName ? "–" : " – ";
    return `${from}${dash}${end.time} ${endName}`;
  }
  if (end.time === "00:00" && lastInstant.date === start.date && startName === endName)
    return `${from}–24:00 ${endName}`;
  return `${from} – ${day(end)} ${end.time} ${endName}`;
}

/** The days of a range in a heading: "23 – 29 Nov 2026", "30 Nov – 6 Dec 2026", "28 Dec 2026 – 3 Jan 2027". */
export function formatDays(range: Range, zone: string): string {
  const first = partsOf(range.start, zone);
  const last = partsOf(new Date(range.end.getTime() - 1), zone);
  const [firstDay, firstMonth] = first.dayAndMonth.split(" ") as [string, string];
  const [, lastMonth] = last.dayAndMonth.split(" ") as [string, string];
  if (first.date === last.date) return `${first.dayAndMonth} ${first.year}`;
  if (first.year !== last.year) return `${first.dayAndMonth} ${first.year} – ${last.dayAndMonth} ${last.year}`;
  if (firstMonth !== lastMonth) return `${first.dayAndMonth} – ${last.dayAndMonth} ${last.year}`;
  return `${firstDay} – ${last.dayAndMonth} ${last.year}`;
}

/** The months of a range in a heading: "November 2026", "Nov 2026 – Jan 2027", "Oct – Dec 2026". */
export function formatMonths(range: Range, zone: string): string {
  const first = partsOf(range.start, zone);
  const last = partsOf(new Date(range.end.getTime() - 1), zone);
  const month = (parts: typeof first) => parts.dayAndMonth.split(" ")[1] as (typeof months)[number];
  if (first.year !== last.year) return `${month(first)} ${first.year} – ${month(last)} ${last.year}`;
  if (month(first) !== month(last)) return `${month(first)} – ${month(last)} ${last.year}`;
  return `${longMonths[months.indexOf(month(first))]} ${first.year}`;
}

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** A length of time in its two largest units: "2 h 30 min", "40 min", "3 d 4 h", "84 ms". Rounded down. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.floor(ms))} ms`;
  const first = units.findIndex(([, size]) => ms >= size);
  const [name, size] = units[first] as (typeof units)[number];
  const next = units[first + 1];
  const rest = next === undefined ? 0 : Math.floor((ms % size) / next[1]);
  const head = `${Math.floor(ms / size)} ${name}`;
  return next === undefined || rest === 0 ? head : `${head} ${rest} ${next[0]}`;
}

/** How far an instant is from now, in one unit: "now", "in 2 min", "3 h ago", "in 5 d". */
export function formatRelative(at: Date, now: Date): string {
  const difference = at.getTime() - now.getTime();
  const size = Math.abs(difference);
  if (size < 1000) return "now";
  const [name, unit] = units.find(([, ms]) => size >= ms) as (typeof units)[number];
  const amount = `${Math.floor(size / unit)} ${name}`;
  return difference > 0 ? `in ${amount}` : `${amount} ago`;
}
