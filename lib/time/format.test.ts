import { describe, expect, it } from "vitest";
import {
  formatDay,
  formatDays,
  formatDuration,
  formatInstant,
  formatRange,
  formatRelative,
  zoneAbbreviation,
} from "./format";

const at = (iso: string) => new Date(iso);
const range = (start: string, end: string) => ({ start: at(start), end: at(end) });
const berlin = "Europe/Berlin";

describe("an instant on screen", () => {
  const instant = at("2026-11-24T05:00:04Z");
  it.each([
    ["full", "Tue 24 Nov 2026 06:00 CET"],
    ["short", "Tue 24 Nov 06:00 CET"],
    ["time", "06:00"],
    ["timeZone", "06:00 CET"],
    ["seconds", "06:00:04"],
    ["exact", "Tue 24 Nov 2026 06:00:04 CET"],
  ] as const)("%s: %s", (style, words) => expect(formatInstant(instant, berlin, style)).toBe(words));

  it("is written for the zone, not for the machine", () => {
    expect(formatInstant(instant, "America/New_York")).toBe("Tue 24 Nov 00:00 EST");
    expect(formatInstant(instant, "Pacific/Auckland")).toBe("Tue 24 Nov 18:00 NZDT");
    expect(formatInstant(instant, "UTC")).toBe("Tue 24 Nov 05:00 UTC");
  });
});

it.each([
  ["2026-11-24T05:00:00Z", "Europe/Berlin", "CET"],
  ["2026-07-24T05:00:00Z", "Europe/Berlin", "CEST"],
  ["2026-11-24T05:00:00Z", "Europe/London", "GMT"],
  ["2026-07-24T05:00:00Z", "America/New_York", "EDT"],
  ["2026-07-24T05:00:00Z", "Asia/Kolkata", "IST"],
  ["2026-07-24T05:00:00Z", "Australia/Sydney", "AEST"],
  ["2026-07-24T05:00:00Z", "Asia/Singapore", "UTC+8"],
  ["2026-07-24T05:00:00Z", "Asia/Kathmandu", "UTC+5:45"],
  ["2026-07-24T05:00:00Z", "America/Sao_Paulo", "UTC-3"],
  ["2026-07-24T05:00:00Z", "UTC", "UTC"],
])("at %s people in %s call their zone %s", (iso, zone, name) => expect(zoneAbbreviation(at(iso), zone)).toBe(name));

describe("a range on screen", () => {
  it.each([
    ["2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z", "Tue 24 Nov 06:00–12:00 CET"],
    ["2026-11-24T21:00:00Z", "2026-11-25T05:00:00Z", "Tue 24 Nov 22:00 – Wed 25 Nov 06:00 CET"],
    ["2026-11-24T17:00:00Z", "2026-11-24T23:00:00Z", "Tue 24 Nov 18:00–24:00 CET"],
    ["2026-11-25T23:00:00Z", "2026-11-27T23:00:00Z", "Thu 26 Nov 00:00 – Sat 28 Nov 00:00 CET"],
    // The clock is set back during it: both names are needed to know which 02:30 is meant.
    ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "Sun 25 Oct 02:30 CEST – 02:30 CET"],
    ["2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z", "Sat 28 Mar 22:00 CET – Sun 29 Mar 06:00 CEST"],
    // Two years need to say so.
    ["2026-12-31T21:00:00Z", "2027-01-01T05:00:00Z", "Thu 31 Dec 2026 22:00 – Fri 1 Jan 2027 06:00 CET"],
  ])("%s to %s: %s", (start, end, words) => expect(formatRange(range(start, end), berlin)).toBe(words));

  it.each([
    ["2026-11-22T23:00:00Z", "2026-11-29T23:00:00Z", "23 – 29 Nov 2026"],
    ["2026-11-29T23:00:00Z", "2026-12-06T23:00:00Z", "30 Nov – 6 Dec 2026"],
    ["2026-12-27T23:00:00Z", "2027-01-03T23:00:00Z", "28 Dec 2026 – 3 Jan 2027"],
    ["2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z", "24 Nov 2026"],
  ])("the days from %s to %s: %s", (start, end, words) => expect(formatDays(range(start, end), berlin)).toBe(words));

  it("names days short, long and full", () => {
    const day = at("2026-11-24T05:00:00Z");
    expect([formatDay(day, berlin, "short"), formatDay(day, berlin), formatDay(day, berlin, "full")]).toEqual([
      "Tue 24",
      "Tue 24 Nov",
      "Tue 24 Nov 2026",
    ]);
  });
});

it.each([
  [0, "0 ms"],
  [-5, "0 ms"],
  [84, "84 ms"],
  [1000, "1 s"],
  [61_000, "1 min 1 s"],
  [3_600_000, "1 h"],
  [9_000_000, "2 h 30 min"],
  [3_601_000, "1 h"],
  [90_000_000, "1 d 1 h"],
  [4_838_400_000, "56 d"],
])("%s ms last %s", (ms, words) => expect(formatDuration(ms)).toBe(words));

it.each([
  [0, "now"],
  [400, "now"],
  [-999, "now"],
  [5000, "in 5 s"],
  [-60_000, "1 min ago"],
  [119_000, "in 1 min"],
  [-3 * 3_600_000, "3 h ago"],
  [5 * 86_400_000, "in 5 d"],
])("%s ms from now is %s", (ms, words) => {
  const now = at("2026-11-24T05:00:00Z");
  expect(formatRelative(new Date(now.getTime() + ms), now)).toBe(words);
});
