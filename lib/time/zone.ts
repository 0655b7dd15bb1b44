import { type WallTime, wallTimeMs, wallTimeOfMs } from "./wall-time";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(zone, format);
  return format;
}

/**
 * Whether this is a zone that a rule may be written in: `UTC`, or an IANA name of the form `Area/Place` in its proper
 * spelling. Refused although a machine would take them: abbreviations ("EST" never changes to summer time, "IST" is three
 * zones), offsets ("+01:00" and "Etc/GMT-1" know no clock changes, and the sign of the latter is inverted), Windows names.
 */
export function isZone(zone: string): boolean {
  if (zone === "UTC" || zone === "Etc/UTC") return true;
  if (!/^[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z0-9_+-]*[A-Za-z0-9]){1,2}$/.test(zone)) return false;
  if (zone.startsWith("Etc/") || zone.startsWith("SystemV/")) return false;
  try {
    // The engine takes any case; two spellings of one zone would be two zones in a list, so only the proper one passes.
    const resolved = formatOf(zone).resolvedOptions().timeZone;
    return resolved === zone || resolved.toLowerCase() !== zone.toLowerCase();
  } catch {
    formats.delete(zone);
    return false;
  }
}

// Read from the formatted line rather than from `formatToParts`, which takes three times as long; a schedule asks thousands of times.
const line = /^(\d+)\/(\d+)\/(\d+) (A|B)\D*(\d+):(\d+):(\d+)$/;

/**
 * Offsets by zone at whole half-days: a plan asks about thousands of hours, and formatting is the slow part of asking. Where both ends
 * of a half-day agree, all of it does: no zone has ever changed and changed back within twelve hours.
 */
const offsets = new Map<string, Map<number, number>>();
const halfDayMs = 43_200_000;
const keptPerZone = 20_000;
/** The last instant of ECMAScript's time: what has no end is said to end there. */
const endOfTimeMs = 8.64e15;

/** How far the wall clock is ahead of UTC at this instant, in milliseconds. Throws `RangeError` when the zone is unknown. */
export function offsetMs(at: Date, zone: string): number {
  if (zone === "UTC") return 0;
  const half = Math.floor(at.getTime() / halfDayMs);
  const before = offsetAtHalfDay(half, zone);
  return before === offsetAtHalfDay(half + 1, zone) ? before : readOffset(at, zone);
}

function offsetAtHalfDay(half: number, zone: string): number {
  let ofZone = offsets.get(zone);
  const known = ofZone?.get(half);
  if (known !== undefined) return known;
  const offset = readOffset(new Date(Math.min(half * halfDayMs, endOfTimeMs)), zone);
  if (ofZone === undefined || ofZone.size >= keptPerZone) {
    ofZone = new Map();
    offsets.set(zone, ofZone);
  }
  ofZone.set(half, offset);
  return offset;
}

function readOffset(at: Date, zone: string): number {
  const text = formatOf(zone).format(at);
  const match = line.exec(text);
  if (match === null) throw new RangeError(`Cannot read the wall clock of ${zone}: ${text}`);
  const [, month, day, year, era, hour, minute, second] = match;
  const date = new Date(0);
  date.setUTCFullYear(era === "B" ? 1 - Number(year) : Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  return date.getTime() - Math.floor(at.getTime() / 1000) * 1000;
}

/** The wall clock's reading as `wallTimeMs` counts it, kept to the millisecond. */
export function wallMs(at: Date, zone: string): number {
  return at.getTime() + offsetMs(at, zone);
}

/** What the wall clock in `zone` shows at this instant, to the second. */
export function wallTimeAt(at: Date, zone: string): WallTime {
  return wallTimeOfMs(wallMs(at, zone));
}

/** Which rule had to be applied to a wall time that is not exactly one instant. */
export type Adjustment = "gap" | "overlap";

/** An instant, and how the wall time had to be read to become one. */
export type Resolved = { instant: Date; adjusted?: Adjustment };

const dayMs = 86_400_000;

/**
 * The instant at which the wall clock in `zone` shows this time. Two kinds of wall time are not one instant, and one rule
 * holds for both (RFC 5545 3.3.5, Temporal's "compatible"); `adjusted` says that it was needed, so that a person can be told:
 * - `gap`: the time does not exist, the clock jumped over it in spring. It is read with the offset from before the jump,
 *   which moves it forward by the length of the gap: 02:30 becomes 03:30.
 * - `overlap`: the time exists twice, the clock was set back in autumn. The first of the two is meant.
 */
export function instantOfWallMs(wall: number, zone: string): Resolved {
  // The offsets in force a day before and after: zones change at most once within such a stretch.
  const before = offsetMs(new Date(wall - dayMs), zone);
  const after = offsetMs(new Date(wall + dayMs), zone);
  const early = new Date(wall - before);
  if (before === after) return { instant: early };
  const late = new Date(wall - after);
  const earlyFits = offsetMs(early, zone) === before;
  const lateFits = offsetMs(late, zone) === after;
  if (earlyFits && lateFits) return { instant: early, adjusted: "overlap" };
  if (earlyFits) return { instant: early };
  if (lateFits) return { instant: late };
  return { instant: early, adjusted: "gap" };
}

/** `instantOfWallMs` for the written form. Throws `RangeError` when the text is no wall time: check it at the door. */
export function instantOfWallTime(wall: WallTime, zone: string): Resolved {
  const ms = wallTimeMs(wall);
  if (ms === undefined) throw new RangeError(`Not a wall time: ${wall}`);
  return instantOfWallMs(ms, zone);
}
