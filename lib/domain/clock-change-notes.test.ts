import { expect, it } from "vitest";
import { expandRule, type TimeRule } from "@/lib/time/recurrence";
import { clockChangeNotes } from "./clock-change-notes";

const notes = (localStart: string, durationMinutes: number, rrule: string | null = null) => {
  const rule: TimeRule = { localStart, zone: "Europe/Berlin", durationMinutes, rrule, exdates: [], rdates: [] };
  const range = { start: new Date("2026-01-01T00:00:00Z"), end: new Date("2036-01-01T00:00:00Z") };
  return clockChangeNotes(expandRule(rule, range, 20_000), rule);
};

it.each([
  [
    "a start that does not exist",
    "2026-03-29T02:30",
    60,
    ["On Sun 29 Mar 2026 there is no 02:30: the clock jumps over it, so it starts at 03:30 CEST."],
  ],
  [
    "a start that exists twice",
    "2026-10-25T02:15",
    15,
    ["On Sun 25 Oct 2026 there are two 02:15: the first, 02:15 CEST, is meant."],
  ],
  [
    "a doubled start whose opening also grows",
    "2026-10-25T02:30",
    60,
    ["On Sun 25 Oct 2026 there are two 02:30: the first, 02:30 CEST, is meant. It lasts 2 h instead of 1 h that day."],
  ],
  [
    "a short night",
    "2026-03-28T22:00",
    480,
    ["On Sat 28 Mar 2026 the clock changes while it lasts. It lasts 7 h instead of 8 h that day."],
  ],
  [
    "a long night",
    "2026-10-24T22:00",
    480,
    ["On Sat 24 Oct 2026 the clock changes while it lasts. It lasts 9 h instead of 8 h that day."],
  ],
  ["an ordinary day", "2026-11-24T06:00", 360, []],
] as const)("%s is told", (_, localStart, durationMinutes, expected) => {
  expect(notes(localStart, durationMinutes)).toEqual(expected);
});

it("tells of an opening that gives way to another", () => {
  expect(notes("2026-03-29T01:00", 60, "FREQ=DAILY;BYHOUR=1,2,3;COUNT=3")).toEqual([
    "On Sun 29 Mar 2026 there is no 02:00, and another opening stands where it would go: it is left out that day.",
  ]);
  expect(notes("2026-03-29T02:00", 90, "FREQ=DAILY;BYHOUR=2,4;COUNT=2")).toEqual([
    "On Sun 29 Mar 2026 there is no 02:00: the clock jumps over it, so it starts at 03:00 CEST. It lasts 1 h instead of 1 h 30 min that day.",
  ]);
});

it("tells of the first few years only", () => {
  expect(notes("2026-01-01T22:00", 480, "FREQ=DAILY")).toHaveLength(4);
});
