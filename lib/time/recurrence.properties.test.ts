import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps, type Range } from "./range";
import { expandRule, type Opening, type TimeRule } from "./recurrence";
import { weekdayCodes } from "./rrule";
import { wallTimeMs, wallTimeOfMs } from "./wall-time";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Clocks that jump at 02:00, at midnight, by half an hour, in the south, and never; the last leaves out a whole day. */
const places = fc.constantFrom<{ zone: string; around: string }>(
  { zone: "Europe/Berlin", around: "2027-03-28T02:00" },
  { zone: "Europe/Berlin", around: "2027-10-31T02:00" },
  { zone: "America/New_York", around: "2027-03-14T02:00" },
  { zone: "Africa/Cairo", around: "2027-04-30T00:00" },
  { zone: "Australia/Lord_Howe", around: "2027-10-03T02:00" },
  { zone: "Asia/Kolkata", around: "2027-03-28T02:00" },
  { zone: "Pacific/Apia", around: "2011-12-30T12:00" },
);
const list = (name: string, values: fc.Arbitrary<number | string>, maxLength: number) =>
  fc.uniqueArray(values, { minLength: 1, maxLength }).map((chosen) => `;${name}=${chosen.join(",")}`);
const perhaps = (part: fc.Arbitrary<string>) => fc.oneof(fc.constant(""), part);

/** Rules that fire often enough to meet the clock change: the day is left open, or named so that it lies near. */
const rrules = fc
  .tuple(
    fc.constantFrom("FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY", "FREQ=MONTHLY;BYMONTHDAY=1,14,28,30,31,-1"),
    perhaps(list("BYHOUR", fc.integer({ min: 0, max: 4 }), 5)),
    perhaps(list("BYMINUTE", fc.constantFrom(0, 15, 30, 45), 4)),
    perhaps(fc.integer({ min: 1, max: 60 }).map((count) => `;COUNT=${count}`)),
    perhaps(list("BYDAY", fc.constantFrom(...weekdayCodes), 7)),
  )
  .map(
    ([freq, hours, minutes, count, days]) =>
      `${freq}${freq.startsWith("FREQ=WEEKLY") ? days : ""}${hours}${minutes}${count}`,
  );

type Sample = { rule: TimeRule; whole: Range };

const samples: fc.Arbitrary<Sample> = fc
  .record({
    place: places,
    rrule: fc.oneof({ weight: 9, arbitrary: rrules }, { weight: 1, arbitrary: fc.constant(null) }),
    daysBefore: fc.integer({ min: 0, max: 30 }),
    quarter: fc.integer({ min: 0, max: 95 }),
    durationMinutes: fc.oneof(fc.constantFrom(15, 30, 45, 60, 90, 120, 1440, 4320), fc.integer({ min: 1, max: 3000 })),
    extra: fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 3 }),
    excepted: fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 3 }),
  })
  .map(({ place, rrule, daysBefore, quarter, durationMinutes, extra, excepted }) => {
    const change = wallTimeMs(place.around) ?? 0;
    const day = Math.floor(change / dayMs) * dayMs;
    const wall = (quarters: number) => wallTimeOfMs(change + (quarters * hourMs) / 4);
    const localStart = wallTimeOfMs(day - daysBefore * dayMs + (quarter * hourMs) / 4);
    const rule = {
      zone: place.zone,
      localStart,
      durationMinutes,
      rrule,
      exdates: excepted.map(wall),
      rdates: extra.map(wall),
    };
    return { rule, whole: { start: new Date(change - 35 * dayMs), end: new Date(change + 35 * dayMs) } };
  });

/** Without the clock changes of a zone, what overlaps does so on the wall clock. */
const firstOverlap = (openings: readonly Opening[]) =>
  openings.find(({ during }, index) => {
    const next = openings[index + 1];
    return next !== undefined && overlaps(during, next.during);
  });

const expand = (rule: TimeRule, range: Range) => expandRule(rule, range, 20_000).occurrences;

describe("whatever the rule", () => {
  it("its openings never overlap, on the night of a clock change either, unless they do on the wall clock", () => {
    fc.assert(
      fc.property(samples, ({ rule, whole }) => {
        fc.pre(firstOverlap(expand({ ...rule, zone: "UTC" }, whole)) === undefined);
        const openings = expand(rule, whole);
        expect(openings.every(({ during }) => during.end > during.start)).toBe(true);
        expect(firstOverlap(openings)).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it("what a range gives is what a larger one gives in it", () => {
    fc.assert(
      fc.property(
        samples,
        fc.integer({ min: 0, max: 60 * 24 * 4 }),
        fc.integer({ min: 1, max: 400 }),
        (sample, from, length) => {
          const { rule, whole } = sample;
          const start = new Date(whole.start.getTime() + (from * hourMs) / 4);
          const part = { start, end: new Date(start.getTime() + (length * hourMs) / 4) };
          expect(expand(rule, part)).toEqual(expand(rule, whole).filter(({ during }) => overlaps(during, part)));
        },
      ),
      { numRuns: 150 },
    );
  });
});
