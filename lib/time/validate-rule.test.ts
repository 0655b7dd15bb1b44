import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimeRule } from "./recurrence";
import { previewRule, validateRule } from "./validate-rule";

const now = new Date("2026-11-21T09:00:00Z");
const core: TimeRule = {
  localStart: "2026-11-24T06:00",
  zone: "Europe/Berlin",
  durationMinutes: 360,
  rrule: "FREQ=WEEKLY;BYDAY=TU,TH",
  exdates: [],
  rdates: [],
};
const check = (change: Partial<TimeRule>) => validateRule({ ...core, ...change }, now);
const all = (size: number) => Array.from({ length: size }, (_, value) => value).join(",");

describe("a rule that may be saved", () => {
  it("comes with its next five openings", () => {
    const checked = check({});
    expect(checked.ok && checked.preview.map((opening) => opening.originalLocalStart)).toEqual([
      "2026-11-24T06:00",
      "2026-11-26T06:00",
      "2026-12-01T06:00",
      "2026-12-03T06:00",
      "2026-12-08T06:00",
    ]);
  });

  it("may open around the clock: touching is not overlapping, in no zone and on no day", () => {
    for (const zone of ["UTC", "Europe/Berlin", "Australia/Lord_Howe"]) {
      for (const time of ["00:00", "02:30"]) {
        const daily = { rrule: "FREQ=DAILY", durationMinutes: 1440, localStart: `2026-11-24T${time}`, zone };
        expect(check(daily).ok).toBe(true);
      }
    }
  });

  it("may have begun long ago, and shows the opening in progress first", () => {
    const checked = check({ localStart: "2020-01-04T06:00", rrule: "FREQ=WEEKLY", durationMinutes: 1440 });
    expect(checked.ok && checked.preview[0]?.originalLocalStart).toBe("2026-11-21T06:00");
  });

  it("may go on for a hundred years, of which it looks at those that are planned", () => {
    const started = performance.now();
    for (const rrule of ["FREQ=DAILY;UNTIL=21261231", "FREQ=DAILY;COUNT=10000", "FREQ=YEARLY;UNTIL=21991231T000000Z"])
      expect(check({ rrule }).ok).toBe(true);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it("may end with an UNTIL without Z where local time is UTC", () => {
    expect(check({ zone: "UTC", rrule: "FREQ=DAILY;UNTIL=20261231T000000" }).ok).toBe(true);
  });

  it("shows in its preview where a clock change moved it", () => {
    const checked = check({ localStart: "2027-03-28T02:30", rrule: null, durationMinutes: 60 });
    expect(checked.ok && checked.preview[0]?.adjusted).toBe("gap");
  });
});

describe("a rule that is refused", () => {
  it.each([
    ["never_opens", "rrule", { rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }, "never opens"],
    ["never_opens", "rrule", { rrule: "FREQ=WEEKLY;BYDAY=SA;UNTIL=20261125" }, "never opens"],
    ["never_opens", "localStart", { rrule: null, localStart: "2026-11-20T06:00" }, "in the past"],
    ["never_opens", "rrule", { localStart: "2020-01-07T06:00", rrule: "FREQ=WEEKLY;COUNT=10" }, "in the past"],
    ["never_opens", "localStart", { rrule: null, localStart: "2031-05-06T06:00" }, "Tue 6 May 2031"],
    ["never_opens", "rrule", { rrule: "FREQ=DAILY;COUNT=1", exdates: ["2026-11-24T06:00"] }, "never opens"],
    ["overlaps_itself", "durationMinutes", { rrule: "FREQ=DAILY", durationMinutes: 1441 }, "overlaps itself"],
    [
      "overlaps_itself",
      "durationMinutes",
      { rrule: "FREQ=DAILY;BYHOUR=6,9", durationMinutes: 240 },
      "2026-11-24 09:00",
    ],
    ["overlaps_itself", "durationMinutes", { rrule: "FREQ=MONTHLY", durationMinutes: 29 * 1440 }, "overlaps itself"],
    ["overlaps_itself", "durationMinutes", { rdates: ["2026-11-24T08:00"] }, "2026-11-24 08:00"],
    ["too_costly", "rrule", { rrule: `FREQ=DAILY;BYHOUR=${all(24)};BYMINUTE=${all(60)}`, durationMinutes: 1 }, "20000"],
    ["too_costly", "rrule", { rrule: "FREQ=DAILY;BYHOUR=1;BYSETPOS=366" }, "too long"],
    [
      "invalid",
      "rrule",
      { rrule: `FREQ=DAILY;BYHOUR=${all(24)};BYMINUTE=${all(60)};BYSETPOS=366` },
      "1440 times a day",
    ],
    [
      "invalid",
      "rrule",
      { rrule: `FREQ=DAILY;BYHOUR=${all(24)};BYMINUTE=${all(60)};BYSECOND=1,2` },
      "2880 times a day",
    ],
    ["invalid", "rrule", { rrule: "FREQ=HOURLY" }, "finer than a day"],
    ["invalid", "rrule", { rrule: "" }, "NAME=VALUE"],
    ["invalid", "rrule", { rrule: "RRULE:FREQ=DAILY" }, "not a part"],
    ["invalid", "rrule", { rrule: "FREQ=DAILY\nDTSTART:19700101T000000Z" }, "FREQ must be"],
    ["invalid", "rrule", { rrule: "FREQ=DAILY;UNTIL=20261231T000000" }, "ends in Z"],
    ["invalid", "zone", { zone: "CET" }, "Europe/Berlin"],
    ["invalid", "zone", { zone: "W. Europe Standard Time" }, "not a time zone"],
    ["invalid", "localStart", { localStart: "2026-11-24" }, "whole minutes"],
    ["invalid", "localStart", { localStart: "2026-11-24T06:00:30" }, "whole minutes"],
    ["invalid", "localStart", { localStart: "2026-02-30T06:00" }, "whole minutes"],
    ["invalid", "localStart", { localStart: "0001-01-01T00:00" }, "whole minutes"],
    ["invalid", "durationMinutes", { durationMinutes: 0 }, "whole minutes"],
    ["invalid", "durationMinutes", { durationMinutes: 0.5 }, "whole minutes"],
    ["invalid", "durationMinutes", { durationMinutes: Number.NaN }, "whole minutes"],
    ["invalid", "durationMinutes", { durationMinutes: 366 * 1440 + 1 }, "366 days"],
    ["invalid", "exdates", { exdates: ["2026-12-24"] }, "2026-12-24T06:00"],
    ["invalid", "rdates", { rdates: ["2026-12-24T06:00Z"] }, "not a day"],
    ["invalid", "rdates", { rdates: Array(1001).fill("2026-12-24T06:00") }, "1000"],
  ] as const)("%s (%s): %j", (kind, field, change, words) => {
    const started = performance.now();
    const checked = check(change as Partial<TimeRule>);
    expect(checked).toMatchObject({ ok: false, fault: { kind, field } });
    if (!checked.ok) expect(checked.fault.message).toContain(words);
    // Unbounded these run for minutes; the limit is wide because machines are shared.
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it("shows the two openings that collide", () => {
    const checked = check({ rrule: "FREQ=DAILY", durationMinutes: 1500 });
    expect(!checked.ok && checked.fault.preview.map((opening) => opening.originalLocalStart)).toEqual([
      "2026-11-24T06:00",
      "2026-11-25T06:00",
    ]);
  });

  it("may overlap itself where that is harmless", () => {
    expect(validateRule({ ...core, rrule: "FREQ=DAILY", durationMinutes: 2880 }, now, { mayOverlap: true }).ok).toBe(
      true,
    );
  });
});

describe("whatever is written", () => {
  const names = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYHOUR",
    "BYSETPOS",
    "WKST",
    "X",
  ];
  const values = [
    "DAILY",
    "WEEKLY",
    "MONTHLY",
    "YEARLY",
    "MO",
    "-1FR",
    "5MO",
    "SA,SU",
    "1",
    "2",
    "-1",
    "31",
    "366",
    "0",
    "30",
    "53",
    "20270101",
    "20261201T000000Z",
    "",
  ];
  const part = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...values))
    .map(([name, value]) => `${name}=${value}`);
  const freq = fc.constantFrom("DAILY", "WEEKLY", "MONTHLY", "YEARLY").map((value) => `FREQ=${value}`);
  const rules = fc.tuple(freq, fc.array(part, { maxLength: 4 })).map(([first, more]) => [first, ...more].join(";"));

  it("is refused with a sentence or previewed, never thrown over", () => {
    fc.assert(
      fc.property(fc.oneof(rules, fc.string()), (rrule) => {
        const checked = check({ rrule, durationMinutes: 30 });
        if (checked.ok) {
          expect(checked.preview.length).toBeGreaterThan(0);
          for (const { during } of checked.preview) expect(during.end > now).toBe(true);
        } else expect(checked.fault.message).toMatch(/^\S[\s\S]*\.$/);
      }),
      { numRuns: 150 },
    );
  });
});

it("a preview gives as many openings as asked for, the one in progress first", () => {
  const daily = { ...core, localStart: "2026-11-01T08:00", rrule: "FREQ=DAILY" };
  expect(previewRule(daily, now, 2).map((opening) => opening.originalLocalStart)).toEqual([
    "2026-11-21T08:00",
    "2026-11-22T08:00",
  ]);
});
