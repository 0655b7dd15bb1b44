import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOfWallMs, instantOfWallTime, isZone, offsetMs, wallMs, wallTimeAt } from "./zone";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Apia",
  "Africa/Casablanca",
];
const anyZone = fc.constantFrom(...zones);
const anyInstant = fc.date({ min: new Date("1975-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
const hour = 3_600_000;

describe("a zone that a rule may be written in", () => {
  it.each([
    "UTC",
    "Etc/UTC",
    "Europe/Berlin",
    "Asia/Kolkata",
    "America/Argentina/Buenos_Aires",
    "America/Port-au-Prince",
  ])("%s is one", (zone) => expect(isZone(zone)).toBe(true));
  it.each([
    "",
    "EST",
    "CET",
    "IST",
    "GMT",
    "EST5EDT",
    "utc",
    "europe/berlin",
    "Europe/Atlantis",
    "+01:00",
    "GMT+1",
    "Etc/GMT-1",
    "SystemV/EST5",
    "W. Europe Standard Time",
    "Pacific Standard Time",
    "Europe/Berlin\n",
    "Europe/../UTC",
    "constructor",
  ])("%j is none", (zone) => expect(isZone(zone)).toBe(false));
});

describe("wall time and instant", () => {
  it.each([
    ["2026-11-24T06:00", "Europe/Berlin", "2026-11-24T05:00:00.000Z", undefined],
    ["2026-07-01T06:00", "Europe/Berlin", "2026-07-01T04:00:00.000Z", undefined],
    // The gap: 02:00–03:00 does not exist; moved forward by its length.
    ["2026-03-29T01:59", "Europe/Berlin", "2026-03-29T00:59:00.000Z", undefined],
    ["2026-03-29T02:00", "Europe/Berlin", "2026-03-29T01:00:00.000Z", "gap"],
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z", "gap"],
    ["2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00:00.000Z", undefined],
    // The overlap: 02:00–03:00 exists twice; the first is meant.
    ["2026-10-25T02:00", "Europe/Berlin", "2026-10-25T00:00:00.000Z", "overlap"],
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z", "overlap"],
    ["2026-10-25T03:00", "Europe/Berlin", "2026-10-25T02:00:00.000Z", undefined],
    // Half an hour of daylight saving, south of the equator.
    ["2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00.000Z", "gap"],
    ["2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z", "overlap"],
    ["2026-11-24T06:00", "Asia/Kathmandu", "2026-11-24T00:15:00.000Z", undefined],
    // A whole day that Samoa left out.
    ["2011-12-30T12:00", "Pacific/Apia", "2011-12-30T22:00:00.000Z", "gap"],
  ])("%s in %s is %s (%s)", (wall, zone, instant, adjusted) => {
    const resolved = instantOfWallTime(wall, zone);
    expect([resolved.instant.toISOString(), resolved.adjusted]).toEqual([instant, adjusted]);
  });

  it("every instant comes back from its wall time, or is the second of two with the same one", () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (at, zone) => {
        const { instant, adjusted } = instantOfWallMs(wallMs(at, zone), zone);
        if (instant.getTime() === at.getTime()) return;
        expect(adjusted).toBe("overlap");
        expect(wallMs(instant, zone)).toBe(wallMs(at, zone));
        expect(instant < at).toBe(true);
      }),
    );
  });

  it("a wall time that exists is shown by its instant, and a missing one only moves forward", () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (at, zone) => {
        const { instant, adjusted } = instantOfWallMs(at.getTime(), zone);
        const shown = wallMs(instant, zone);
        if (adjusted === "gap") expect(shown).toBeGreaterThan(at.getTime());
        else expect(shown).toBe(at.getTime());
      }),
    );
  });

  it("keeps the milliseconds and shows whole seconds", () => {
    const at = new Date("2026-11-24T05:00:04.250Z");
    expect(wallTimeAt(at, "Europe/Berlin")).toBe("2026-11-24T06:00:04");
    expect(wallMs(at, "Europe/Berlin") % 1000).toBe(250);
  });

  it("knows offsets on both sides of UTC, of seconds, and before 1970", () => {
    expect(offsetMs(new Date("2026-01-01T00:00:00Z"), "America/New_York")).toBe(-5 * hour);
    expect(offsetMs(new Date("2026-07-01T00:00:00Z"), "Asia/Kolkata")).toBe(5.5 * hour);
    expect(offsetMs(new Date("1880-01-01T00:00:00Z"), "Europe/Berlin")).toBe((53 * 60 + 28) * 1000);
    expect(offsetMs(new Date("1969-12-31T23:59:59.500Z"), "Europe/Berlin")).toBe(hour);
  });

  it("throws on an unknown zone and on a text that is no wall time", () => {
    expect(() => offsetMs(new Date(0), "Europe/Atlantis")).toThrow(RangeError);
    expect(() => instantOfWallTime("2026-02-30T06:00", "UTC")).toThrow(RangeError);
  });
});
