import { describe, expect, it } from "vitest";
import { standardMilestones } from "@/lib/domain/train-milestones";
import type { TrainEntry } from "./train-data";
import { columnsOf, draftOfTrain, newTrainDraft, timetableOf } from "./train-draft";

const id = (digit: number) => `00000000-0000-7000-8000-00000000000${digit}`;

const train: TrainEntry = {
  id: id(1),
  name: "App train",
  description: "Everything that customers see.",
  zone: "Europe/Berlin",
  localStart: "2026-11-24T10:00",
  durationMinutes: 245,
  rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
  exdates: ["2026-12-22T10:00"],
  rdates: ["2026-12-17T10:00"],
  weekdays: ["MO", "TU", "WE", "TH"],
  holidayCalendar: { id: id(2), name: "Holidays" },
  onDayOff: "previous",
  milestones: { ...standardMilestones, cutoff: { workingDays: 3, at: "16:30" } },
  environments: [{ id: id(3), name: "Production" }],
  capacity: 8,
  bumping: "readiest",
  missed: "named_train",
  missedTrain: { id: id(4), name: "Platform" },
  holdMinutes: 60,
  holdThen: "go",
  goRule: "all_teams_ready",
  goRoles: ["release_manager", "qa"],
  onFailure: "go_on",
  overlapping: false,
  noticeMinutes: 0,
  conductors: [{ id: id(5), name: "Rosa" }],
  archivedAt: null,
};

describe("a train while it is edited", () => {
  it("is saved as it was when nothing was touched", () => {
    const { holidayCalendar, environments, missedTrain, conductors, id: _, archivedAt, ...columns } = train;
    expect(columnsOf(draftOfTrain(train))).toEqual({
      ...columns,
      holidayCalendarId: holidayCalendar?.id,
      environmentIds: environments.map((environment) => environment.id),
      missedTrainId: missedTrain?.id,
      conductorIds: conductors.map((person) => person.id),
    });
  });

  it("names another train only where the policy sends releases to one", () => {
    expect(columnsOf({ ...draftOfTrain(train), missed: "ask" })?.missedTrainId).toBeNull();
  });

  it("takes an empty capacity for any number", () => {
    expect(columnsOf({ ...draftOfTrain(train), capacity: " " })?.capacity).toBeNull();
  });

  it("has no timetable while its first day is missing", () => {
    expect(timetableOf(newTrainDraft("", "UTC", []))).toBeUndefined();
    expect(timetableOf(newTrainDraft("2026-11-24", "UTC", []))).toMatchObject({
      rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
      durationMinutes: 240,
    });
  });
});
