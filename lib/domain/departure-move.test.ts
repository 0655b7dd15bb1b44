import { expect, it } from "vitest";
import { decideDepartureMove } from "./departure-move";
import { standardMilestones } from "./train-milestones";

const at = (text: string) => new Date(`2026-${text}:00Z`);
const departure = {
  name: "Weekly",
  status: "boarding" as const,
  boardingAt: at("11-17T09:00"),
  cutOffAt: at("11-25T17:00"),
  qaExitAt: at("11-30T15:00"),
  goNoGoAt: at("12-01T09:00"),
  departsAt: at("12-01T12:00"),
  arrivesAt: at("12-01T16:00"),
};
const rule = { zone: "UTC", durationMinutes: 240, milestones: standardMilestones };
const calendar = { weekdays: ["MO", "TU", "WE", "TH", "FR"] as const, holidays: [] };
const move = (to: string, now: string, more = {}) =>
  decideDepartureMove(
    { ...departure, ...more },
    { departsAt: at(to), localStart: `2026-${to}` },
    rule,
    calendar,
    at(now),
  );

it("counts the milestones of a moved departure back anew, and its arrival on", () => {
  expect(move("12-03T12:00", "11-20T00:00")).toMatchObject({
    ok: true,
    value: {
      boardingAt: departure.boardingAt,
      cutOffAt: at("11-27T17:00"),
      qaExitAt: at("12-02T15:00"),
      arrivesAt: at("12-03T16:00"),
    },
  });
});

it("leaves every milestone that has passed where it was: the cut-off is fixed", () => {
  expect(move("12-03T12:00", "11-26T00:00")).toMatchObject({
    value: { cutOffAt: departure.cutOffAt, qaExitAt: at("12-02T15:00") },
  });
});

it("brings a milestone that would have passed at once, never into the past and never behind the departure", () => {
  expect(move("11-24T12:00", "11-23T10:00")).toMatchObject({ value: { cutOffAt: at("11-23T10:00") } });
});

it("refuses the past, a time before a milestone that is over, and what has left", () => {
  expect(move("11-20T12:00", "11-23T10:00")).toMatchObject({ refusal: { code: "in_the_past", field: "departsAt" } });
  expect(move("12-01T12:30", "12-01T13:00", { departsAt: at("12-02T12:00") })).toMatchObject({
    refusal: { code: "in_the_past" },
  });
  expect(move("12-05T12:00", "11-23T10:00", { status: "departed" })).toMatchObject({
    refusal: { code: "wrong_state" },
  });
});
