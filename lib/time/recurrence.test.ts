import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge, overlaps, type Range } from "./range";
import { expandRule, RuleInvalid, RuleTooCostly, type TimeRule } from "./recurrence";
import { wallTimeAt } from "./zone";

const rule = (change: Partial<TimeRule>): TimeRule => ({
  localStart: "2026-11-24T06:00",
  zone: "Europe/Berlin",
  durationMinutes: 360,
  rrule: null,
  exdates: [],
  rdates: [],
  ...change,
});
const between = (start: string, end: string): Range => ({ start: new Date(start), end: new Date(end) });
const written = (range: Range) => [range.start, range.end].map((at) => at.toISOString().slice(0, 16)).join(" ");
const openings = (timeRule: TimeRule, range: Range, limit?: number) =>
  expandRule(timeRule, range, limit).occurrences.map(({ originalLocalStart, during, adjusted }) =>
    [originalLocalStart, written(during), adjusted ?? ""].join(" ").trimEnd(),
  );

describe("a rule over a clock change", () => {
  it("keeps 15:00 in Chicago at 15:00 over 9 March 2025 (case 6)", () => {
    const weekly = rule({
      localStart: "2025-03-02T15:00",
      zone: "America/Chicago",
      durationMinutes: 60,
      rrule: "FREQ=WEEKLY",
    });
    expect(openings(weekly, between("2025-03-01T00:00Z", "2025-03-17T00:00Z"))).toEqual([
      "2025-03-02T15:00 2025-03-02T21:00 2025-03-02T22:00",
      "2025-03-09T15:00 2025-03-09T20:00 2025-03-09T21:00",
      "2025-03-16T15:00 2025-03-16T20:00 2025-03-16T21:00",
    ]);
  });

  it("keeps a night from 22:00 to 06:00, 7 hours long in spring and 9 in autumn", () => {
    const nightly = rule({ localStart: "2026-01-01T22:00", durationMinutes: 480, rrule: "FREQ=DAILY" });
    expect(openings(nightly, between("2026-03-28T12:00Z", "2026-03-29T12:00Z"))).toEqual([
      "2026-03-28T22:00 2026-03-28T21:00 2026-03-29T04:00",
    ]);
    expect(openings(nightly, between("2026-10-24T12:00Z", "2026-10-25T12:00Z"))).toEqual([
      "2026-10-24T22:00 2026-10-24T20:00 2026-10-25T05:00",
    ]);
  });

  it("moves an opening that starts in the gap as a whole and says so, instead of dropping it", () => {
    const early = rule({ localStart: "2026-03-01T02:30", durationMinutes: 60, rrule: "FREQ=DAILY" });
    expect(openings(early, between("2026-03-28T00:00Z", "2026-03-30T12:00Z"))).toEqual([
      "2026-03-28T02:30 2026-03-28T01:30 2026-03-28T02:30",
      "2026-03-29T02:30 2026-03-29T01:30 2026-03-29T02:30 gap",
      "2026-03-30T02:30 2026-03-30T00:30 2026-03-30T01:30",
    ]);
  });

  it("takes the first of two equal hours in autumn and says so", () => {
    const early = rule({ localStart: "2026-10-25T02:30", durationMinutes: 15 });
    expect(openings(early, between("2026-10-24T00:00Z", "2026-10-26T00:00Z"))).toEqual([
      "2026-10-25T02:30 2026-10-25T00:30 2026-10-25T00:45 overlap",
    ]);
  });

  it("lets all-day openings touch, so that they are one stretch without a hole", () => {
    const daily = rule({ localStart: "2026-01-01T00:00", durationMinutes: 1440, rrule: "FREQ=DAILY" });
    const { occurrences } = expandRule(daily, between("2026-01-01T00:00Z", "2027-01-01T00:00Z"));
    expect(merge(occurrences.map(({ during }) => during))).toHaveLength(1);
  });
});

describe("what a rule gives", () => {
  it("is one opening without RRULE", () => {
    expect(openings(rule({}), between("2026-01-01T00:00Z", "2028-01-01T00:00Z"))).toEqual([
      "2026-11-24T06:00 2026-11-24T05:00 2026-11-24T11:00",
    ]);
  });

  it("leaves EXDATEs out and takes RDATEs in, each once, in order", () => {
    const given = rule({
      rrule: "FREQ=DAILY;COUNT=3",
      exdates: ["2026-11-25T06:00"],
      rdates: ["2026-11-24T18:00", "2026-11-24T06:00:00", "2026-11-23T06:00"],
    });
    expect(
      expandRule(given, between("2026-11-01T00:00Z", "2026-12-01T00:00Z")).occurrences.map((o) => o.originalLocalStart),
    ).toEqual(["2026-11-23T06:00", "2026-11-24T06:00", "2026-11-24T18:00", "2026-11-26T06:00"]);
  });

  it("includes an opening that is in progress when the range begins, none that only touches it", () => {
    const daily = rule({ localStart: "2026-11-01T22:00", zone: "UTC", durationMinutes: 480, rrule: "FREQ=DAILY" });
    expect(openings(daily, between("2026-11-10T05:59Z", "2026-11-10T22:00Z"))).toHaveLength(1);
    expect(openings(daily, between("2026-11-10T06:00Z", "2026-11-10T22:00Z"))).toEqual([]);
  });

  it("finds one that began months before the range", () => {
    const freeze = rule({ localStart: "2026-01-01T00:00", zone: "UTC", durationMinutes: 300 * 1440 });
    expect(openings(freeze, between("2026-10-01T00:00Z", "2026-10-02T00:00Z"))).toHaveLength(1);
  });

  it("stops at the limit and says that there is more", () => {
    const daily = rule({ rrule: "FREQ=DAILY" });
    const expansion = expandRule(daily, between("2026-11-20T00:00Z", "2027-11-20T00:00Z"), 3);
    expect([expansion.occurrences.length, expansion.truncated]).toEqual([3, true]);
    expect(expandRule(daily, between("2026-11-24T00:00Z", "2026-11-26T23:00Z"), 3).truncated).toBe(false);
  });

  it("ends with an UNTIL in UTC at exactly that instant", () => {
    const range = between("2026-11-01T00:00Z", "2027-01-01T00:00Z");
    // 06:00 in Berlin is 05:00 UTC.
    expect(openings(rule({ rrule: "FREQ=DAILY;UNTIL=20261126T050000Z" }), range)).toHaveLength(3);
    expect(openings(rule({ rrule: "FREQ=DAILY;UNTIL=20261126T045959Z" }), range)).toHaveLength(2);
  });

  it("ends with an UNTIL that is a day after that day in the rule's zone", () => {
    const night = rule({
      localStart: "2026-11-24T23:30",
      zone: "America/New_York",
      rrule: "FREQ=DAILY;UNTIL=20261126",
    });
    expect(openings(night, between("2026-11-01T00:00Z", "2027-01-01T00:00Z"))).toHaveLength(3);
  });

  it("opens several times a day with BYHOUR, and counts each against COUNT", () => {
    const range = between("2026-11-01T00:00Z", "2027-01-01T00:00Z");
    const quick = { zone: "UTC", durationMinutes: 30 };
    expect(
      openings(rule({ ...quick, rrule: "FREQ=DAILY;BYHOUR=6,15;BYMINUTE=0,30;UNTIL=20261124" }), range),
    ).toHaveLength(4);
    expect(openings(rule({ ...quick, rrule: "FREQ=DAILY;BYHOUR=6,15;COUNT=3" }), range).at(-1)).toContain(
      "2026-11-25T06:00",
    );
  });

  it("never opens before its start, even on the start's own day", () => {
    const range = between("2026-11-24T00:00Z", "2026-11-25T00:00Z");
    const quick = rule({ zone: "UTC", durationMinutes: 30, rrule: "FREQ=DAILY;BYHOUR=3,6,9" });
    expect(expandRule(quick, range).occurrences.map((o) => o.originalLocalStart)).toEqual([
      "2026-11-24T06:00",
      "2026-11-24T09:00",
    ]);
  });

  it("keeps the rhythm of INTERVAL from its start, wherever one looks", () => {
    const fortnightly = rule({ localStart: "2020-01-06T06:00", zone: "UTC", rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO" });
    const starts = expandRule(fortnightly, between("2026-11-01T00:00Z", "2026-12-15T00:00Z")).occurrences;
    const days = (Date.parse("2020-01-06T06:00Z") - (starts[0]?.during.start.getTime() ?? 0)) / 86_400_000;
    expect(Math.abs(days % 14)).toBe(0);
    expect(starts).toHaveLength(4);
  });
});

describe("any weekly rule in any zone", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "Australia/Lord_Howe",
  );
  const hours = fc.integer({ min: 0, max: 23 });
  const minutes = fc.constantFrom(0, 15, 30, 45);
  const durations = fc.integer({ min: 1, max: 1440 });
  const two = (value: number) => String(value).padStart(2, "0");

  it("opens every week at its wall time unless that time does not exist, in order, without overlap", () => {
    fc.assert(
      fc.property(zones, hours, minutes, durations, (zone, hour, minute, durationMinutes) => {
        const localStart = `2026-01-04T${two(hour)}:${two(minute)}`;
        const weekly = rule({ localStart, zone, durationMinutes, rrule: "FREQ=WEEKLY" });
        const { occurrences } = expandRule(weekly, between("2026-01-06T00:00Z", "2027-01-02T00:00Z"));
        expect(occurrences.length).toBeGreaterThanOrEqual(50);
        for (const [index, opening] of occurrences.entries()) {
          const shown = wallTimeAt(opening.during.start, zone);
          if (opening.adjusted === "gap") expect(shown > opening.originalLocalStart).toBe(true);
          else expect(shown).toBe(opening.originalLocalStart);
          expect(opening.during.end > opening.during.start).toBe(true);
          const next = occurrences[index + 1];
          if (next !== undefined) expect(overlaps(opening.during, next.during)).toBe(false);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("gives the same openings for a range as for its two halves", () => {
    fc.assert(
      fc.property(zones, durations, fc.integer({ min: 1, max: 110 }), (zone, durationMinutes, day) => {
        const daily = rule({ localStart: "2026-01-01T20:00", zone, durationMinutes, rrule: "FREQ=DAILY;INTERVAL=2" });
        const cut = new Date(Date.UTC(2026, 0, 1 + day, 7));
        const whole = between("2026-01-01T00:00Z", "2026-05-01T00:00Z");
        const halves = [
          { start: whole.start, end: cut },
          { start: cut, end: whole.end },
        ];
        const both = halves.flatMap((half) =>
          expandRule(daily, half).occurrences.map((opening) => opening.originalLocalStart),
        );
        expect([...new Set(both)]).toEqual(
          expandRule(daily, whole).occurrences.map((opening) => opening.originalLocalStart),
        );
      }),
      { numRuns: 15 },
    );
  });
});

describe("a rule that was never validated", () => {
  it("throws instead of answering wrongly", () => {
    const range = between("2026-01-01T00:00Z", "2028-01-01T00:00Z");
    expect(() => expandRule(rule({ rrule: "FREQ=SOMETIMES" }), range)).toThrow(RuleInvalid);
    expect(() => expandRule(rule({ localStart: "soon" }), range)).toThrow(RuleInvalid);
    expect(() =>
      expandRule(
        rule({ rrule: "FREQ=DAILY;BYHOUR=1;BYSETPOS=300" }),
        between("2026-01-01T00:00Z", "2199-01-01T00:00Z"),
      ),
    ).toThrow(RuleTooCostly);
    expect(() => expandRule(rule({ zone: "Europe/Atlantis" }), range)).toThrow(RangeError);
  });
});
