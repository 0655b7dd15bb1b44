import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDaysInZone,
  dayOf,
  daysOf,
  isoWeek,
  localDate,
  localTimeOfDay,
  minuteOfDay,
  startOfDay,
  startOfLocalDate,
  weekOf,
} from "./calendar";
import { contains, lengthMs } from "./range";

const at = (iso: string) => new Date(iso);
const hour = 3_600_000;
const zones = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Pacific/Auckland",
  "Australia/Lord_Howe",
);
const instants = fc.date({ min: at("2000-01-01T00:00:00Z"), max: at("2040-01-01T00:00:00Z"), noInvalidDate: true });

describe("the calendar of a zone", () => {
  it("shows its own day and time", () => {
    const late = at("2026-11-24T23:30:00Z");
    expect(localDate(late, "Europe/Berlin")).toBe("2026-11-25");
    expect(localTimeOfDay(late, "Europe/Berlin")).toBe("00:30");
    expect(localDate(late, "America/New_York")).toBe("2026-11-24");
    expect(minuteOfDay(late, "Europe/Berlin")).toBe(30);
    expect(startOfDay(late, "Europe/Berlin")).toEqual(at("2026-11-24T23:00:00Z"));
  });

  it("has days of 23 and 25 hours", () => {
    expect(lengthMs(dayOf(at("2026-03-29T12:00:00Z"), "Europe/Berlin"))).toBe(23 * hour);
    expect(lengthMs(dayOf(at("2026-10-25T12:00:00Z"), "Europe/Berlin"))).toBe(25 * hour);
    expect(minuteOfDay(at("2026-10-25T22:59:00Z"), "Europe/Berlin")).toBe(1439);
  });

  it("begins a day whose midnight does not exist at the first instant after it", () => {
    // Cairo sets its clocks forward at midnight.
    expect(dayOf(at("2026-04-24T12:00:00Z"), "Africa/Cairo").start).toEqual(at("2026-04-23T22:00:00Z"));
    expect(localTimeOfDay(at("2026-04-23T22:00:00Z"), "Africa/Cairo")).toBe("01:00");
  });

  it("has weeks from Monday to Monday, also over a clock change", () => {
    expect(weekOf(at("2026-11-24T06:38:00Z"), "Europe/Berlin")).toEqual({
      start: at("2026-11-22T23:00:00Z"),
      end: at("2026-11-29T23:00:00Z"),
    });
    expect(lengthMs(weekOf(at("2026-03-29T12:00:00Z"), "Europe/Berlin"))).toBe((7 * 24 - 1) * hour);
    // Sunday evening in New York is Monday in Auckland.
    expect(localDate(weekOf(at("2026-11-23T01:00:00Z"), "America/New_York").start, "America/New_York")).toBe(
      "2026-11-16",
    );
    expect(localDate(weekOf(at("2026-11-23T01:00:00Z"), "Pacific/Auckland").start, "Pacific/Auckland")).toBe(
      "2026-11-23",
    );
  });

  it("keeps the time of day when days are added", () => {
    expect(addDaysInZone(at("2026-03-28T05:00:00Z"), 1, "Europe/Berlin")).toEqual(at("2026-03-29T04:00:00Z"));
    expect(addDaysInZone(at("2026-10-26T05:00:00Z"), -7, "Europe/Berlin")).toEqual(at("2026-10-19T04:00:00Z"));
  });

  it.each([
    ["2026-01-01T12:00:00Z", 2026, 1],
    ["2027-01-01T12:00:00Z", 2026, 53],
    ["2024-12-30T12:00:00Z", 2025, 1],
    ["2026-11-24T12:00:00Z", 2026, 48],
  ])("%s lies in ISO week %s-W%s", (iso, year, week) => expect(isoWeek(at(iso), "UTC")).toEqual({ year, week }));

  it("reads written days and refuses those that do not exist", () => {
    expect(startOfLocalDate("2026-11-24", "Europe/Berlin")).toEqual(at("2026-11-23T23:00:00Z"));
    expect(["2026-02-30", "2019-09-38", "2026-1-1", "now", ""].map((text) => startOfLocalDate(text, "UTC"))).toEqual(
      Array(5).fill(undefined),
    );
  });

  it("cuts any range into whole days without gap or overlap", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 20 * 24 }), zones, (start, hours, zone) => {
        const range = { start, end: new Date(start.getTime() + hours * hour) };
        const days = daysOf(range, zone);
        expect(contains(days[0] as (typeof days)[number], start)).toBe(true);
        for (const [index, day] of days.slice(1).entries()) expect(day.start).toEqual(days[index]?.end);
        expect((days.at(-1) as (typeof days)[number]).end >= range.end).toBe(true);
        for (const day of days) expect(lengthMs(day)).toBeGreaterThan(22 * hour);
      }),
    );
  });

  it("puts every instant into its own week and day", () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        expect(contains(weekOf(instant, zone), instant)).toBe(true);
        expect(contains(dayOf(instant, zone), instant)).toBe(true);
        expect(weekOf(weekOf(instant, zone).start, zone)).toEqual(weekOf(instant, zone));
      }),
    );
  });
});
