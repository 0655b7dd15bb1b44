import { expect, it } from "vitest";
import { expandRule, type TimeRule } from "@/lib/time/recurrence";
import { markOpenings } from "./opening-marks";
import { freeze, range } from "./testing/slot-example";

const marksOf = (rule: Partial<TimeRule>, more = {}) => {
  const whole: TimeRule = {
    ...{
      localStart: "2026-11-24T06:00",
      zone: "Europe/Berlin",
      durationMinutes: 360,
      rrule: null,
      exdates: [],
      rdates: [],
    },
    ...rule,
  };
  const year = { start: new Date("2026-01-01T00:00Z"), end: new Date("2027-01-01T00:00Z") };
  const { occurrences } = expandRule(whole, year);
  return markOpenings(occurrences, whole.durationMinutes, { days: [], freezes: [], ...more })[0]?.marks.map(
    ({ kind, name }) => `${kind}: ${name}`,
  );
};

it.each([
  ["an ordinary day", {}, []],
  ["a start that does not exist", { localStart: "2026-03-29T02:30" }, ["gap: clock jumps"]],
  ["a start that exists twice", { localStart: "2026-10-25T02:30", durationMinutes: 15 }, ["overlap: hour twice"]],
  ["a short night", { localStart: "2026-03-28T22:00", durationMinutes: 480 }, ["length: 1 h shorter"]],
  ["a long night", { localStart: "2026-10-24T22:00", durationMinutes: 480 }, ["length: 1 h longer"]],
])("marks %s", (_, rule, marks) => {
  expect(marksOf(rule)).toEqual(marks);
});

it("marks holidays and freezes that an opening meets, and none that it only touches", () => {
  const holiday = {
    title: "Thanksgiving",
    calendarName: "Holidays",
    during: range("24T00:00", "25T00:00"),
    zone: "UTC",
    allDay: true,
  };
  const after = { ...holiday, title: "Black Friday", during: range("24T11:00", "25T00:00") };
  const payments = { environmentIds: null, teamIds: ["team-payments"], serviceIds: null };
  const freezes = [freeze(range("24T10:00", "25T00:00"), { name: "Year end", scope: payments })];
  const [opening] = markOpenings(
    [{ originalLocalStart: "2026-11-24T06:00", during: range("24T05:00", "24T11:00") }],
    360,
    { days: [holiday, after], freezes },
  );
  expect(opening?.marks).toEqual([
    { kind: "holiday", name: "Thanksgiving", detail: "Thanksgiving (Holidays)." },
    {
      kind: "freeze",
      name: "Year end",
      detail: "Year end closes for everything of some teams or services, Tue 24 Nov 11:00 – Wed 25 Nov 01:00 CET.",
    },
  ]);
});
