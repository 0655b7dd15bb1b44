import { describe, expect, it } from "vitest";
import { readTimetable } from "./timetable-file";
import { planTimetable, type TimetableReading } from "./timetable-plan";
import { standardMilestones, type WorkingCalendar } from "./train-milestones";

const reading: TimetableReading = {
  zone: "Europe/Berlin",
  durationMinutes: 240,
  milestones: standardMilestones,
  leavesAt: "10:00",
};
const calendar: WorkingCalendar = { weekdays: ["MO", "TU", "WE", "TH", "FR"], holidays: [] };
const head = "train,departure,milestone,at\n";
const planOf = (text: string) => {
  const { entries, faults } = readTimetable(text);
  const plan = planTimetable(entries, reading, calendar);
  return { trains: plan.trains, faults: [...faults, ...plan.faults] };
};

describe("a timetable of dates", () => {
  it("is read from CSV, its columns in any order, its milestones in any spelling", () => {
    const { trains, faults } = planOf(
      "at,milestone,departure,train\n2026-12-08,Departure,Winter,App\n2026-12-01T12:00,Cutoff,Winter,App\n2026-12-07T15:00:00+01:00,QA exit,Winter,App\n",
    );
    expect(faults).toEqual([]);
    expect(trains[0]?.departures[0]).toMatchObject({
      label: "Winter",
      localStart: "2026-12-08T10:00",
      at: {
        cutoff: new Date("2026-12-01T11:00:00Z"),
        qa_exit: new Date("2026-12-07T14:00:00Z"),
        departure: new Date("2026-12-08T09:00:00Z"),
      },
    });
  });

  it("takes what it does not say from the timetable's own working days", () => {
    const { trains } = planOf(`${head}App,Winter,departure,2026-12-08\n`);
    expect(trains[0]?.departures[0]?.at.cutoff).toEqual(new Date("2026-12-02T16:00:00Z"));
    expect(trains[0]?.departures[0]?.at.arrival).toEqual(new Date("2026-12-08T13:00:00Z"));
  });

  it("opens boarding before a cut-off that is earlier than usual", () => {
    const { trains } = planOf(`${head}App,Winter,departure,2026-12-08\nApp,Winter,cutoff,2026-11-02\n`);
    const at = trains[0]?.departures[0]?.at;
    expect(at && at.boarding < at.cutoff).toBe(true);
  });

  it("takes two milestones of one day in their order, whatever their usual hours are", () => {
    const { trains, faults } = planOf(
      `${head}App,Winter,departure,2026-12-08\nApp,Winter,qa_exit,2026-12-07\nApp,Winter,go_no_go,2026-12-07\n`,
    );
    expect(faults).toEqual([]);
    const at = trains[0]?.departures[0]?.at;
    expect(at && at.qa_exit <= at.go_no_go).toBe(true);
  });

  it("keeps two departures of one day apart by a minute, so that none is lost", () => {
    const { trains } = planOf(
      `${head}App,A,departure,2026-12-08\nApp,B,departure,2026-12-08\nWeb,C,departure,2026-12-08\n`,
    );
    expect(trains.map(({ departures }) => departures.map(({ localStart }) => localStart.slice(11)))).toEqual([
      ["10:00", "10:01"],
      ["10:00"],
    ]);
  });

  it.each([
    ["a day that does not exist", "App,A,departure,2019-09-38", "line 2", "no date that exists"],
    ["a year that nobody plans for", "App,A,departure,9999-01-01", "line 2", "no date that exists"],
    ["an unknown milestone", "App,A,lift-off,2026-12-08", "line 2", "no milestone"],
    ["a departure without a date", "App,A,cutoff,2026-12-08", "line 2", "no date of departure"],
    [
      "a milestone after the departure",
      "App,A,departure,2026-12-08\nApp,A,cutoff,2026-12-09",
      "line 3",
      "would be after",
    ],
    ["a milestone given twice", "App,A,departure,2026-12-08\nApp,A,departure,2026-12-09", "line 3", "given twice"],
    ["a train without a name", ",A,departure,2026-12-08", "line 2", "has no name"],
  ])("says where it holds %s", (_, rows, where, message) => {
    const { faults } = planOf(`${head}${rows}\n`);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.where).toBe(where);
    expect(faults[0]?.message).toContain(message);
  });

  it.each([
    ["nothing", ""],
    ["columns only", head],
    ["other columns", "a,b\n1,2"],
    ["broken JSON", "{"],
    ["another JSON", '{"a": 1}'],
    ["a list of something else", "[1, 2]"],
  ])("is refused when it is %s", (_, text) => {
    const { trains, faults } = planOf(text);
    expect(trains).toEqual([]);
    expect(faults).toHaveLength(1);
  });
});
