import { expect, it } from "vitest";
import { changeDepartures, type StandingDeparture } from "./departure-standing";

const now = new Date("2026-11-24T00:00:00Z");
const standing = (day: string, more: Partial<StandingDeparture> = {}): StandingDeparture => ({
  id: day,
  originalLocalStart: `2026-12-${day}T06:00`,
  status: "scheduled",
  isMoved: false,
  hasHistory: false,
  cutOffAt: new Date(`2026-12-${day}T00:00:00Z`),
  ...more,
});
const planned = (day: string) => ({ originalLocalStart: `2026-12-${day}T06:00` });

it("a changed timetable retimes what it still has, removes what nobody used, keeps what somebody is aboard, adds the rest", () => {
  const change = changeDepartures(
    [
      standing("01"),
      standing("02"),
      standing("03", { hasHistory: true }),
      standing("04", { isMoved: true }),
      standing("05", { status: "locked", cutOffAt: new Date("2026-11-20T00:00:00Z") }),
      standing("06", { status: "cancelled" }),
      standing("07", { status: "skipped", hasHistory: true }),
    ],
    [planned("01"), planned("04"), planned("06"), planned("09")],
    now,
  );
  expect(change.retime.map(({ id }) => id)).toEqual(["01"]);
  expect(change.remove).toEqual(["02"]);
  expect(change.keep).toEqual(["03", "05"]);
  // Neither what was cancelled nor what was moved comes a second time.
  expect(change.add.map(({ originalLocalStart }) => originalLocalStart)).toEqual(["2026-12-09T06:00"]);
});
