import { describe, expect, it } from "vitest";
import { standardMilestones, type TrainRule, type WorkingCalendar } from "./train-milestones";
import { decideTrainRule } from "./train-rule";

const now = new Date("2026-11-21T09:00:00Z");
const calendar: WorkingCalendar = { weekdays: ["MO", "TU", "WE", "TH", "FR"], holidays: [] };
const core: TrainRule = {
  localStart: "2026-11-24T10:00",
  zone: "Europe/Berlin",
  durationMinutes: 120,
  rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
  exdates: [],
  rdates: [],
  milestones: standardMilestones,
  onDayOff: "next",
};

describe("saving a timetable", () => {
  it("answers with the next ten departures", () => {
    const decided = decideTrainRule(core, calendar, now);
    expect(decided.ok && decided.value.departures).toHaveLength(10);
    expect(decided.ok && decided.value.departures[0]?.localStart).toBe("2026-11-24T10:00");
  });

  const milestones = (change: Partial<TrainRule["milestones"]>) => ({
    milestones: { ...standardMilestones, ...change },
  });
  it.each<[string, Partial<TrainRule>, string]>([
    ["a rule that never fires", { rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }, "rrule"],
    ["a date that does not exist", { localStart: "2019-09-38T10:00" }, "localStart"],
    ["an unknown zone", { zone: "Middle/Earth" }, "zone"],
    ["a way of 32 days", { durationMinutes: 32 * 1440 }, "durationMinutes"],
    ["a cut-off before boarding", milestones({ cutoff: { workingDays: 11, at: "09:00" } }), "milestones.cutoff.at"],
    [
      "a QA exit before the cut-off, on one day",
      milestones({ qa_exit: { workingDays: 4, at: "16:59" } }),
      "milestones.qa_exit.at",
    ],
    [
      "a go / no-go after the departure",
      milestones({ go_no_go: { workingDays: 0, at: "10:01" } }),
      "milestones.go_no_go.at",
    ],
    ["parts of a day", milestones({ boarding: { workingDays: 10.5, at: "09:00" } }), "milestones.boarding.workingDays"],
    ["too many days", milestones({ boarding: { workingDays: 131, at: "09:00" } }), "milestones.boarding.workingDays"],
    [
      "a time that does not exist",
      milestones({ boarding: { workingDays: 10, at: "24:00" } }),
      "milestones.boarding.at",
    ],
  ])("refuses %s and names the field", (_, change, field) => {
    const decided = decideTrainRule({ ...core, ...change }, calendar, now);
    expect(!decided.ok && [decided.refusal.code, decided.refusal.field]).toEqual(["invalid_input", field]);
  });

  it("refuses a week without working days, and a calendar without any", () => {
    const idle = decideTrainRule(core, { ...calendar, weekdays: [] }, now);
    expect(!idle.ok && idle.refusal.field).toBe("weekdays");
    const holidays = Array.from({ length: 800 }, (_, day) =>
      new Date(Date.UTC(2026, 6, day)).toISOString().slice(0, 10),
    );
    const free = decideTrainRule(core, { ...calendar, holidays }, now);
    expect(!free.ok && free.refusal.field).toBe("weekdays");
  });
});
