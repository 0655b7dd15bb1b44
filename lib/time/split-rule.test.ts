import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandRule, type TimeRule } from "./recurrence";
import { splitRule } from "./split-rule";

const weekly: TimeRule = {
  localStart: "2026-11-03T06:00",
  zone: "Europe/Berlin",
  durationMinutes: 360,
  rrule: "FREQ=WEEKLY;BYDAY=TU,TH",
  exdates: [],
  rdates: [],
};
const year = { start: new Date("2026-10-01T00:00Z"), end: new Date("2027-10-01T00:00Z") };
const starts = (rule: TimeRule) =>
  expandRule(rule, year, 5_000).occurrences.map((opening) => opening.originalLocalStart);

describe("a rule that is cut in two", () => {
  it("ends on the day before and goes on from the cut", () => {
    expect(splitRule(weekly, "2026-11-26T06:00")).toEqual({
      before: { ...weekly, rrule: "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261125" },
      after: { ...weekly, localStart: "2026-11-26T06:00" },
    });
  });

  it("keeps every second week every second week", () => {
    const split = splitRule({ ...weekly, rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH" }, "2026-11-19T06:00");
    expect(split && starts(split.after).slice(0, 3)).toEqual([
      "2026-11-19T06:00",
      "2026-12-01T06:00",
      "2026-12-03T06:00",
    ]);
  });

  it("shares what is left of a COUNT", () => {
    const split = splitRule({ ...weekly, rrule: "FREQ=WEEKLY;COUNT=5" }, "2026-11-17T06:00");
    expect([split?.before.rrule, split?.after.rrule]).toEqual(["FREQ=WEEKLY;UNTIL=20261116", "FREQ=WEEKLY;COUNT=3"]);
  });

  it("ends within the day when the rule opens earlier that day", () => {
    const split = splitRule({ ...weekly, rrule: "FREQ=DAILY;BYHOUR=6,15", durationMinutes: 60 }, "2026-11-10T15:00");
    expect(split?.before.rrule).toBe("FREQ=DAILY;BYHOUR=6,15;UNTIL=20261110T135959Z");
    expect(split && starts(split.before).at(-1)).toBe("2026-11-10T06:00");
    expect(split && starts(split.after)[0]).toBe("2026-11-10T15:00");
  });

  it("divides the dates that are left out and added by the cut", () => {
    const dates = ["2026-11-05T06:00", "2026-12-03T06:00"];
    const split = splitRule({ ...weekly, exdates: dates, rdates: dates }, "2026-11-26T06:00");
    expect([split?.before.exdates, split?.after.exdates]).toEqual([[dates[0]], [dates[1]]]);
    expect([split?.before.rdates, split?.after.rdates]).toEqual([[dates[0]], [dates[1]]]);
  });

  it("at an extra date goes on with the rule's own rhythm", () => {
    const rule = { ...weekly, rrule: "FREQ=WEEKLY;INTERVAL=2", rdates: ["2026-11-25T06:00"] };
    expect(splitRule(rule, "2026-11-25T06:00")?.after).toMatchObject({
      localStart: "2026-12-01T06:00",
      rdates: ["2026-11-25T06:00"],
    });
  });

  it("after the rule's end leaves dates alone", () => {
    const rule = { ...weekly, rrule: "FREQ=WEEKLY;COUNT=1", rdates: ["2026-12-01T06:00", "2026-12-08T06:00"] };
    expect(splitRule(rule, "2026-12-01T06:00")).toEqual({
      before: { ...rule, rdates: [] },
      after: { ...rule, rrule: null, localStart: "2026-12-01T06:00", rdates: ["2026-12-08T06:00"] },
    });
  });

  it("is none when nothing comes before", () => {
    expect(splitRule(weekly, "2026-11-03T06:00")).toBeUndefined();
    expect(splitRule({ ...weekly, rrule: null }, "2026-11-03T06:00")).toBeUndefined();
  });

  it("gives together what it gave whole, wherever it is cut", () => {
    const rrules = fc.constantFrom(
      "FREQ=DAILY;INTERVAL=3",
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU",
      "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
      "FREQ=DAILY;BYHOUR=1,2,3,14;COUNT=60",
      "FREQ=WEEKLY;COUNT=20",
      "FREQ=DAILY;UNTIL=20270501",
      "FREQ=DAILY;BYHOUR=2,18;UNTIL=20270501T120000Z",
      "FREQ=YEARLY;BYMONTH=3,11;BYMONTHDAY=28",
    );
    const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "UTC");
    fc.assert(
      fc.property(rrules, zones, fc.nat(), fc.array(fc.nat(), { maxLength: 3 }), (rrule, zone, place, excepted) => {
        const rule = { ...weekly, rrule, zone, durationMinutes: 30, localStart: "2026-11-02T02:00" };
        const all = starts(rule);
        const exdates = excepted.map((index) => all[index % all.length] ?? "");
        const whole = { ...rule, exdates, rdates: ["2027-01-11T13:00"] };
        const given = starts(whole);
        const at = given[place % given.length] ?? "";
        const split = splitRule(whole, at);
        fc.pre(split !== undefined);
        if (split === undefined) return;
        expect([...starts(split.before), ...starts(split.after)].sort()).toEqual([...given].sort());
        expect(starts(split.before).every((start) => start < at)).toBe(true);
        expect(starts(split.after).every((start) => start >= at)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
