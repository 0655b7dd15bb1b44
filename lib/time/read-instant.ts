import { monthNamed } from "./month-names";
import { wallTimeMs } from "./wall-time";
import { instantOfWallMs } from "./zone";

const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([AP])\.? ?M\.?)?(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/i;
/** A day, and a time after a T, a space or both a comma and a space. A day with its month's name may have spaces of its own. */
const dayAndTime = /^(\d{1,2}\.? \p{L}+\.? \d{4}|\S+?)(?:(?:(?<=\d)T|,? ) ?(.+))?$/u;

export type InstantReading = { zone: string; dayFirst: boolean };

/**
 * The instant that a time in another tool's export means: ISO 8601 with or without an offset, Jira's "03/Jan/17 9:22 AM" with the month
 * in any of a dozen languages, "24.11.2026 06:00", "11/24/2026 6:00 PM". What says no zone of its own is read in `zone`; a day alone is
 * its midnight. `undefined`: it is no time, or a day or hour that does not exist (2019-09-38).
 */
export function readInstant(written: string, { zone, dayFirst }: InstantReading): Date | undefined {
  // Newer Java puts a narrow space before AM and PM.
  const text = written.trim().replaceAll(/\s+/g, " ");
  const [, dayText = "", rest = ""] = dayAndTime.exec(text) ?? [];
  const day = readDate(dayText, dayFirst);
  if (day === undefined) return undefined;
  const time = rest === "" ? { wall: "00:00:00", offset: undefined } : readClock(rest);
  if (time === undefined) return undefined;
  const wall = wallTimeMs(`${day}T${time.wall}`);
  if (wall === undefined) return undefined;
  const at = time.offset === undefined ? instantOfWallMs(wall, zone).instant : new Date(wall - time.offset);
  return at.getTime() >= 0 && at.getUTCFullYear() < 2200 ? at : undefined;
}

function readDate(text: string, dayFirst: boolean): string | undefined {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const named = /^(\d{1,2})(?:[-/]|\.? )(\p{L}+\.?)[-/ ](\d{4}|\d{2})$/u.exec(text);
  if (named) return dateOf(named[3], String(monthNamed(named[2] ?? "") ?? 0), named[1]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(text);
  if (dotted) return dateOf(dotted[3], dotted[2], dotted[1]);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text);
  if (slashed)
    return dayFirst ? dateOf(slashed[3], slashed[2], slashed[1]) : dateOf(slashed[3], slashed[1], slashed[2]);
  return undefined;
}

function dateOf(year = "", month = "", day = ""): string {
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function readClock(text: string): { wall: string; offset?: number } | undefined {
  const match = clock.exec(text.trim());
  if (match === null) return undefined;
  const [, hours = "", minutes = "", seconds = "00", half, zone] = match;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toUpperCase() === "P" ? 12 : 0);
  }
  const wall = `${String(hour).padStart(2, "0")}:${minutes}:${seconds}`;
  if (zone === undefined) return { wall };
  const [, sign, offsetHours, offsetMinutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return { wall, offset: 0 };
  if (Number(offsetHours) > 14 || Number(offsetMinutes) > 59) return undefined;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return { wall, offset: sign === "-" ? -offset : offset };
}
