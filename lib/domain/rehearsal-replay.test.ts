import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandRule, type TimeRule } from "@/lib/time/recurrence";
import { replayRule } from "./rehearsal-replay";

const past = { start: new Date("2025-11-25T12:00:00Z"), end: new Date("2026-11-24T12:00:00Z") };
const rule = (localStart: string, rrule: string | null, more: Partial<TimeRule> = {}): TimeRule => ({
  zone: "UTC",
  localStart,
  durationMinutes: 60,
  rrule,
  exdates: [],
  rdates: [],
  ...more,
});
const starts = (each: TimeRule) =>
  replayRule(each, past).stretches.map(({ start }) => start.toISOString().slice(0, 16));

describe("a rule that is replayed over a year", () => {
  it("is taken as it is where it began before", () => {
    const weekly = rule("2020-01-07T06:00", "FREQ=WEEKLY;BYDAY=TU");
    const { stretches, way } = replayRule(weekly, past);
    expect(way).toBe("as_it_is");
    expect(stretches).toEqual(expandRule(weekly, past).occurrences.map(({ during }) => during));
  });

  it("that goes on for good is carried back, every second week the same second week", () => {
    const fortnightly = rule("2026-12-01T06:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
    const found = starts(fortnightly);
    expect(replayRule(fortnightly, past).way).toBe("carried_back");
    expect(found).toHaveLength(26);
    expect(found.at(-1)).toBe("2026-11-17T06:00");
    expect(found.at(-2)).toBe("2026-11-03T06:00");
  });

  it.each([
    ["daily", "FREQ=DAILY", 364],
    ["every third day", "FREQ=DAILY;INTERVAL=3", 121],
    ["the last Saturday of each month", "FREQ=MONTHLY;BYDAY=-1SA", 12],
    ["every fifth month", "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=5", 2],
    ["yearly", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1", 1],
  ])("carries back what is %s", (_, rrule, count) => {
    expect(starts(rule("2026-12-05T06:00", rrule))).toHaveLength(count);
  });

  it("that comes once, or ends, came on the same weekdays a year earlier", () => {
    const once = rule("2026-12-22T00:00", null, { durationMinutes: 2_880 });
    expect(replayRule(once, past)).toEqual({
      way: "each_year",
      stretches: [{ start: new Date("2025-12-23T00:00:00Z"), end: new Date("2025-12-25T00:00:00Z") }],
    });
    expect(starts(rule("2026-12-01T06:00", "FREQ=WEEKLY;UNTIL=20261222"))).toEqual([
      "2025-12-02T06:00",
      "2025-12-09T06:00",
      "2025-12-16T06:00",
      "2025-12-23T06:00",
    ]);
  });

  it("that began this year and goes on is there as it was, and in the rest of the year as it would have been", () => {
    const season = rule("2026-09-01T06:00", "FREQ=MONTHLY;COUNT=5");
    expect(starts(season)).toEqual([
      "2025-12-02T06:00",
      "2026-01-02T06:00",
      "2026-09-01T06:00",
      "2026-10-01T06:00",
      "2026-11-01T06:00",
    ]);
  });

  it("never reaches out of the past that was asked for, and its stretches are in order and apart", () => {
    const rules = fc.constantFrom(
      null,
      "FREQ=DAILY",
      "FREQ=WEEKLY;BYDAY=MO,FR",
      "FREQ=MONTHLY",
      "FREQ=DAILY;COUNT=40",
      "FREQ=WEEKLY;UNTIL=20270131",
    );
    const days = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(rules, days, fc.integer({ min: 1, max: 4_000 }), (rrule, day, durationMinutes) => {
        const first = new Date(past.end.getTime() + day * 86_400_000).toISOString().slice(0, 10);
        const { stretches } = replayRule(rule(`${first}T06:00`, rrule, { durationMinutes }), past);
        for (const [index, { start, end }] of stretches.entries()) {
          expect(end > past.start && start < past.end).toBe(true);
          const next = stretches[index + 1];
          if (next) expect(end < next.start).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
