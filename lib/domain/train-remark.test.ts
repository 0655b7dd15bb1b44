import { expect, it } from "vitest";
import { departureStates } from "./departure-state";
import { type TrainOnBoard, trainRemark } from "./train-remark";

const at = (text: string) => new Date(`2026-${text}:00Z`);
const departure: TrainOnBoard = {
  status: "boarding",
  outcome: null,
  plannedAt: at("11-24T10:00"),
  boardingAt: at("11-10T09:00"),
  cutOffAt: at("11-18T17:00"),
  departsAt: at("11-24T10:00"),
  departedAt: null,
  arrivedAt: null,
  holdCause: null,
  aboard: 3,
};

it.each<[Partial<TrainOnBoard>, string, string]>([
  [{ status: "scheduled" }, "Scheduled", "boards Tue 10 Nov 09:00 UTC"],
  [{}, "Boarding", "until Wed 18 Nov 17:00 UTC · 3 releases aboard"],
  [{ status: "locked", aboard: 1 }, "Cut off", "1 release aboard, awaits its go"],
  [{ status: "go", aboard: 0 }, "Go", "nobody aboard"],
  [{ status: "held", holdCause: "blockers" }, "Held", "something blocks it"],
  [{ status: "departed", departedAt: at("11-24T10:01") }, "Under way", "left on time"],
  [{ status: "departed", departedAt: at("11-24T12:30") }, "Under way", "left 2 h 30 min late"],
  [{ status: "arrived", outcome: "complete", arrivedAt: at("11-24T11:00") }, "Arrived", "11:00 UTC"],
  [{ status: "arrived", outcome: "failed", arrivedAt: at("11-24T11:00") }, "Failed", "11:00 UTC"],
])("a board says of %j: %s, %s", (change, word, detail) => {
  expect(trainRemark({ ...departure, ...change }, "UTC")).toMatchObject({ word, detail });
});

it("has a word for every state", () => {
  for (const status of departureStates) expect(trainRemark({ ...departure, status }, "UTC").word).not.toBe("");
});
