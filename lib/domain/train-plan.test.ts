import { describe, expect, it } from "vitest";
import { formatInstant } from "@/lib/time/format";
import { milestonesOf, NoWorkingDay } from "./milestone-times";
import type { DayOffPolicy, TrainRule, WorkingCalendar } from "./train-milestones";
import { planTrain } from "./train-plan";

const zone = "Europe/Berlin";
const workweek: WorkingCalendar = { weekdays: ["MO", "TU", "WE", "TH", "FR"], holidays: [] };
const fortnightly: TrainRule = {
  localStart: "2026-11-03T10:00",
  zone,
  durationMinutes: 120,
  rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
  exdates: [],
  rdates: [],
  milestones: {
    boarding: { workingDays: 10, at: "09:00" },
    cutoff: { workingDays: 4, at: "17:00" },
    qa_exit: { workingDays: 1, at: "15:00" },
    go_no_go: { workingDays: 0, at: "09:00" },
  },
  onDayOff: "next",
};
const year = { start: new Date("2026-01-01T00:00:00Z"), end: new Date("2028-01-01T00:00:00Z") };
const from = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) });
const words = (at: Date) => formatInstant(at, zone);

describe("the milestones of a departure", () => {
  it("are counted back in working days, each at its time on the wall", () => {
    const [first] = planTrain(fortnightly, workweek, year, 1).departures;
    expect(Object.values(first?.at ?? {}).map(words)).toEqual([
      "Tue 20 Oct 09:00 CEST",
      "Wed 28 Oct 17:00 CET",
      "Mon 2 Nov 15:00 CET",
      "Tue 3 Nov 09:00 CET",
      "Tue 3 Nov 10:00 CET",
      "Tue 3 Nov 12:00 CET",
    ]);
  });

  it("leave out holidays", () => {
    const calendar = { ...workweek, holidays: ["2026-12-24", "2026-12-25", "2026-12-26", "2027-01-01"] };
    const { at } = milestonesOf("2026-12-29T10:00", fortnightly, calendar);
    expect([at.boarding, at.cutoff, at.qa_exit].map(words)).toEqual([
      "Fri 11 Dec 09:00 CET",
      "Mon 21 Dec 17:00 CET",
      "Mon 28 Dec 15:00 CET",
    ]);
  });

  it("are counted on the days that a team works", () => {
    const calendar: WorkingCalendar = { weekdays: ["SU", "MO", "TU", "WE", "TH"], holidays: [] };
    const { at } = milestonesOf("2026-11-02T10:00", fortnightly, calendar);
    expect(words(at.qa_exit)).toBe("Sun 1 Nov 15:00 CET");
  });

  it("never stand after one another's order when a clock change pushes one on", () => {
    const rule = {
      ...fortnightly,
      milestones: { ...fortnightly.milestones, go_no_go: { workingDays: 0, at: "02:30" } },
    };
    const { at, adjusted } = milestonesOf("2027-03-28T03:00", rule, { ...workweek, weekdays: ["SA", "SU"] });
    expect(words(at.go_no_go)).toBe("Sun 28 Mar 03:00 CEST");
    expect(at.go_no_go).toEqual(at.departure);
    expect(adjusted).toEqual({ go_no_go: "gap" });
  });

  it("keep the arrival after the departure in the night of a clock change", () => {
    for (const start of ["2027-03-28T02:30", "2027-03-28T01:45", "2027-10-31T02:30", "2027-10-31T02:59"]) {
      const { at } = milestonesOf(start, { ...fortnightly, durationMinutes: 30 }, workweek);
      expect(at.arrival.getTime(), start).toBeGreaterThan(at.departure.getTime());
    }
  });

  it("are not looked for without end in a calendar of nothing but holidays", () => {
    const holidays = Array.from({ length: 400 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    expect(() => milestonesOf("2026-11-03T10:00", fortnightly, { ...workweek, holidays })).toThrow(NoWorkingDay);
    expect(() => milestonesOf("2026-11-03T10:00", fortnightly, { weekdays: [], holidays: [] })).toThrow(NoWorkingDay);
  });
});

describe("a departure on a day off", () => {
  const christmas = { ...workweek, holidays: ["2026-12-25", "2026-12-28"] };
  const fridays = { ...fortnightly, localStart: "2026-12-18T10:00", rrule: "FREQ=WEEKLY;BYDAY=FR" };
  const around = from("2026-12-19T00:00:00Z", "2027-01-02T00:00:00Z");

  it.each<[DayOffPolicy, string]>([
    ["keep", "2026-12-25T10:00"],
    ["next", "2026-12-29T10:00"],
    ["previous", "2026-12-24T10:00"],
  ])("leaves as the policy says: %s", (onDayOff, localStart) => {
    const [first, second] = planTrain({ ...fridays, onDayOff }, christmas, around).departures;
    expect(first).toMatchObject({ originalLocalStart: "2026-12-25T10:00", localStart, dayOff: "holiday" });
    expect(second?.originalLocalStart).toBe("2027-01-01T10:00");
    expect(second?.dayOff).toBeUndefined();
  });

  it("moves from the weekend, too: the first of every month is not always worked on", () => {
    const monthly = { ...fortnightly, localStart: "2026-08-01T10:00", rrule: "FREQ=MONTHLY;BYMONTHDAY=1" };
    const { departures } = planTrain(monthly, workweek, from("2026-08-01T00:00:00Z", "2026-12-31T00:00:00Z"));
    expect(departures.map(({ localStart, dayOff }) => [localStart.slice(0, 10), dayOff])).toEqual([
      ["2026-08-03", "weekday"],
      ["2026-09-01", undefined],
      ["2026-10-01", undefined],
      ["2026-11-02", "weekday"],
      ["2026-12-01", undefined],
    ]);
  });

  it("does not take place where another one leaves at that moment already", () => {
    const daily = { ...fortnightly, localStart: "2026-12-20T10:00", rrule: "FREQ=DAILY" };
    const plan = planTrain(daily, christmas, from("2026-12-24T00:00:00Z", "2026-12-31T00:00:00Z"));
    expect(plan.departures.map(({ localStart }) => localStart.slice(5, 10))).toEqual(["12-24", "12-29", "12-30"]);
    expect(plan.leftOut.map((start) => start.slice(5, 10))).toEqual(["12-25", "12-26", "12-27", "12-28"]);
  });
});

describe("a timetable", () => {
  it("has departures that overlap: the next one boards while this one is on its way", () => {
    const weekly = { ...fortnightly, rrule: "FREQ=WEEKLY;BYDAY=TU" };
    const [first, second] = planTrain(weekly, workweek, year, 2).departures;
    expect(second?.at.boarding.getTime()).toBeLessThan(first?.at.departure.getTime() ?? 0);
    expect(second?.at.departure.getTime()).toBeGreaterThan(first?.at.departure.getTime() ?? 0);
  });

  it("keeps its wall time over clock changes", () => {
    const { departures } = planTrain(fortnightly, workweek, year);
    expect(new Set(departures.map(({ at }) => formatInstant(at.departure, zone, "time")))).toEqual(new Set(["10:00"]));
    expect(new Set(departures.map(({ at }) => formatInstant(at.cutoff, zone, "time")))).toEqual(new Set(["17:00"]));
  });

  it("skips dates that are left out and takes extra ones", () => {
    const rule = { ...fortnightly, exdates: ["2026-11-17T10:00"], rdates: ["2026-11-19T14:00"] };
    const { departures } = planTrain(rule, workweek, from("2026-11-01T00:00:00Z", "2026-12-02T00:00:00Z"));
    expect(departures.map(({ localStart }) => localStart)).toEqual([
      "2026-11-03T10:00",
      "2026-11-19T14:00",
      "2026-12-01T10:00",
    ]);
  });

  it("says when there are more departures than asked for", () => {
    expect(planTrain(fortnightly, workweek, year, 3)).toMatchObject({ truncated: true });
    expect(planTrain(fortnightly, workweek, year).truncated).toBe(false);
  });
});
