import { expect, it } from "vitest";
import { dayAfterKey, monthAfter, weeksOfMonth } from "./month-days";

it("lays a month out in weeks from Monday, filled up by its neighbours", () => {
  const weeks = weeksOfMonth("2026-11");
  expect(weeks).toHaveLength(6);
  expect([weeks[0]?.[0], weeks[0]?.[6], weeks.at(-1)?.[6]]).toEqual(["2026-10-26", "2026-11-01", "2026-12-06"]);
  expect(weeksOfMonth("2027-02")).toHaveLength(4);
});

it("goes on over the turn of the year", () => {
  expect([monthAfter("2026-12", 1), monthAfter("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
});

it.each([
  ["ArrowLeft", "2026-12-01", "2026-11-30"],
  ["ArrowDown", "2026-11-30", "2026-12-07"],
  ["Home", "2026-11-25", "2026-11-23"],
  ["End", "2026-11-25", "2026-11-29"],
  ["PageDown", "2027-01-31", "2027-02-28"],
  ["PageUp", "2026-12-31", "2026-11-30"],
  ["Enter", "2026-12-31", undefined],
])("%s leads from %s to %s", (key, from, to) => {
  expect(dayAfterKey(key, from)).toBe(to);
});
