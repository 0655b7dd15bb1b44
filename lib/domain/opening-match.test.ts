import { expect, it } from "vitest";
import { matchByDay } from "./opening-match";
import { opening } from "./testing/opening-example";

const onDay = (day: number, ...hours: number[]) => hours.map((hour) => opening(day, hour, hour + 1));
const standing = (...openings: ReturnType<typeof opening>[]) =>
  openings.map(({ originalLocalStart }) => ({ id: originalLocalStart.slice(8, 13), originalLocalStart }));
const matched = (before: ReturnType<typeof opening>[], after: ReturnType<typeof opening>[]) =>
  Object.fromEntries(
    [...matchByDay(standing(...before), after)].map(([id, { originalLocalStart }]) => [
      id,
      originalLocalStart.slice(8, 13),
    ]),
  );

it("takes openings along to another hour of their day, in order", () => {
  expect(matched(onDay(24, 5), onDay(24, 7))).toEqual({ "24T06": "24T08" });
  expect(matched(onDay(24, 1, 3, 5), onDay(24, 4, 6, 8))).toEqual({
    "24T02": "24T05",
    "24T04": "24T07",
    "24T06": "24T09",
  });
});

it("gives each new opening the nearest old one when there are fewer or more", () => {
  expect(matched(onDay(24, 1, 7), onDay(24, 6))).toEqual({ "24T08": "24T07" });
  expect(matched(onDay(24, 5), onDay(24, 6, 8))).toEqual({ "24T06": "24T07" });
});

it("knows openings of other days as other openings", () => {
  expect(matched(onDay(24, 5), onDay(25, 5))).toEqual({});
});
