import { expect, it } from "vitest";
import { monthOfRule } from "./rule-month";

const rule = {
  localStart: "2026-11-24T06:00",
  zone: "Europe/Berlin",
  durationMinutes: 360,
  rrule: "FREQ=WEEKLY;BYDAY=TU",
  exdates: ["2026-12-22T06:00"],
  rdates: ["2026-12-23T06:00", "2026-12-01T06:00", "2027-01-04T06:00"],
};

it("says of each start of a month whether it opens, was taken out or was added", () => {
  expect(monthOfRule(rule, "2026-12")).toEqual([
    { start: "2026-12-01T06:00", state: "opens" },
    { start: "2026-12-08T06:00", state: "opens" },
    { start: "2026-12-15T06:00", state: "opens" },
    { start: "2026-12-22T06:00", state: "excepted" },
    { start: "2026-12-23T06:00", state: "extra" },
    { start: "2026-12-29T06:00", state: "opens" },
  ]);
});

it("knows a month by the rule's own calendar, whatever that is in UTC", () => {
  const early = {
    ...rule,
    zone: "Pacific/Auckland",
    localStart: "2026-12-01T00:30",
    rrule: "FREQ=DAILY",
    exdates: [],
    rdates: [],
  };
  const december = monthOfRule(early, "2026-12");
  expect([december.length, december[0]?.start, december.at(-1)?.start]).toEqual([
    31,
    "2026-12-01T00:30",
    "2026-12-31T00:30",
  ]);
  expect(monthOfRule(early, "2026-11")).toEqual([]);
});
