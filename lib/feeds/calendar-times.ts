import ICAL from "ical.js";
import { wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";
import { ianaZoneOf } from "@/lib/time/windows-zones";
import { instantOfWallMs, isZone } from "@/lib/time/zone";
import { type ContentLine, FaultyLine } from "./calendar-lines";

/** When something is, as a calendar writes it: a day, or a time on the wall of a zone. `wall` as `wallTimeMs` counts it. */
export type CalendarPoint = { isDay: boolean; wall: number; zone: string; at: Date };

/** How zones are found, and what had to be said about it. */
export type Zones = {
  /** The zone of days, and of times without a zone of their own. */
  own: string;
  places: ReadonlyMap<string, string>;
  notes: Set<string>;
};

const minuteMs = 60_000;
const firstYear = Date.UTC(1900, 0, 1);
const lastYear = Date.UTC(2200, 0, 1);

type Lexed = { parameters: Record<string, string | string[]>; type: string; values: unknown[] };

/** Name, parameters and values of a line, escapes resolved, by the rules of RFC 5545. */
export function lex({ line, text, name }: ContentLine): Lexed {
  try {
    const [, parameters, type, ...values] = ICAL.parse.property(text, ICAL.design.icalendar) as [
      string,
      Lexed["parameters"],
      string,
      ...unknown[],
    ];
    return { parameters, type, values };
  } catch {
    throw new FaultyLine(line, `${name} cannot be read: its parameters or its value are broken.`);
  }
}

function zoneOf(parameters: Lexed["parameters"], line: number, zones: Zones): string {
  const { tzid } = parameters;
  if (tzid === undefined) return zones.own;
  const name = String(tzid);
  const place = zones.places.get(name);
  const zone = ianaZoneOf(name) ?? (place !== undefined && isZone(place) ? place : undefined);
  if (zone === undefined)
    throw new FaultyLine(
      line,
      `The time zone ${JSON.stringify(name.slice(0, 60))} is unknown. Known are IANA names (Europe/Berlin) and those of Windows.`,
    );
  if (zone !== name) zones.notes.add(`The time zone "${name.slice(0, 60)}" is read as ${zone}.`);
  return zone;
}

/** The points that a line names, each checked: a day that does not exist is refused and not rolled over. */
export function pointsOf(content: ContentLine, zones: Zones): CalendarPoint[] {
  const { parameters, values, type } = lex(content);
  const zone = zoneOf(parameters, content.line, zones);
  return values.map((value) => {
    const text = type === "period" && Array.isArray(value) ? String(value[0]) : String(value);
    return pointOf(text, zone, content, zones.own);
  });
}

function pointOf(
  text: string,
  zone: string,
  { name, line, text: written }: ContentLine,
  ownZone: string,
): CalendarPoint {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isUtc = text.endsWith("Z");
  const wall = wallTimeMs(isDay ? `${text}T00:00` : text.replace(/Z$/, ""));
  if (wall === undefined || wall < firstYear || wall >= lastYear) {
    const value = written.slice(written.lastIndexOf(":") + 1).slice(0, 40);
    throw new FaultyLine(line, `${name} ${JSON.stringify(value)} is no day or time that exists between 1900 and 2200.`);
  }
  const own = isDay ? ownZone : isUtc ? "UTC" : zone;
  return { isDay, wall, zone: own, at: instantOfWallMs(wall, own).instant };
}

/** The one point of a line. */
export function pointIn(content: ContentLine, zones: Zones): CalendarPoint {
  const [point] = pointsOf(content, zones);
  if (point === undefined) throw new FaultyLine(content.line, `${content.name} names no time.`);
  return point;
}

/** A duration of RFC 5545 3.3.6 in milliseconds; days are 24 hours of the wall clock. */
export function durationIn({ line, text }: ContentLine): number {
  const value = text
    .slice(text.lastIndexOf(":") + 1)
    .trim()
    .toUpperCase();
  const match =
    /^([+-])?P(?=.)(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/.exec(value);
  if (match === null)
    throw new FaultyLine(line, `DURATION ${JSON.stringify(value.slice(0, 40))} is no duration such as PT1H30M or P2D.`);
  const [, sign, weeks, days, hours, minutes, seconds] = match;
  const count = (text_: string | undefined) => Number(text_ ?? 0);
  const total =
    (((count(weeks) * 7 + count(days)) * 24 + count(hours)) * 60 + count(minutes)) * minuteMs + count(seconds) * 1_000;
  if (sign === "-" && total > 0)
    throw new FaultyLine(line, "DURATION is negative: the event would end before it begins.");
  return total;
}

/** How a calendar names a point, for the name of an occurrence. */
export function keyOf({ isDay, wall, zone }: CalendarPoint): string {
  const text = wallTimeOfMs(wall);
  return isDay ? text.slice(0, 10) : zone === "UTC" ? `${text}Z` : text;
}
