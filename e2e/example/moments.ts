import { addDaysInZone, dayOf, instantOfMinute, weekOf } from "@/lib/time/calendar";
import { formatInstant } from "@/lib/time/format";
import { wallTimeAt } from "@/lib/time/zone";

/** The zone of the example organisation's environments: what its screens show. */
export const exampleZone = "Europe/Berlin";
export const minuteMs = 60_000;

/** The next full minute that is at least so many seconds away: grids of openings lie on minutes. */
export function minuteIn(seconds: number): Date {
  return new Date(Math.ceil((Date.now() + seconds * 1000) / minuteMs) * minuteMs);
}

/**
 * An opening so many seconds ahead, all of it on one day of the example's zone: past midnight where it would lie across it. Four minutes
 * at the end of a day are too little of a calendar to be pressed.
 */
export function openingIn(seconds: number, minutes: number): { start: Date; minutes: number } {
  const start = minuteIn(seconds);
  const midnight = dayOf(start, exampleZone).end;
  return { start: minutesAfter(start, minutes) > midnight ? minutesAfter(midnight, 5) : start, minutes };
}

export function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * minuteMs);
}

/** "11:32", as the screens of the example organisation say it. */
export function timeOnScreen(at: Date): string {
  return formatInstant(at, exampleZone, "time");
}

/**
 * 09:00 of a Sunday some weeks ahead: a day on which nothing of the example organisation opens. Each journey that needs a day to itself
 * takes another one.
 */
export function dayAlone(week: number): Date {
  const sunday = addDaysInZone(weekOf(new Date(), exampleZone).start, 6 + 7 * (week + 4), exampleZone);
  return instantOfMinute(dayOf(sunday, exampleZone), 9 * 60, exampleZone);
}

/** A quarter past five in the afternoon of a Wednesday some weeks ahead: after the hours of the example's windows and its freezes. */
export function eveningAlone(week: number): Date {
  const wednesday = addDaysInZone(weekOf(new Date(), exampleZone).end, 2 + 7 * week, exampleZone);
  return instantOfMinute(dayOf(wednesday, exampleZone), 17 * 60 + 15, exampleZone);
}

/** Where the hour that is and the next three lie within one day, for what must happen on one day. */
export function zoneOfTheDay(): string {
  const hour = Number(wallTimeAt(new Date(), exampleZone).slice(11, 13));
  return hour >= 20 || hour === 0 ? "America/New_York" : exampleZone;
}
