import { describe, expect, it } from "vitest";
import { firstPartOf, gridOf, startingAt } from "./place";

const at = (text: string) => new Date(`2026-11-24T${text}:00Z`);
const opening = { during: { start: at("05:00"), end: at("06:50") }, granularityMinutes: 30, lanes: 2 };

describe("the grid of an opening", () => {
  it("starts with it and always holds its end", () => {
    expect(gridOf(opening)).toEqual([at("05:00"), at("05:30"), at("06:00"), at("06:30"), at("06:50")]);
  });

  it("stays readable for an opening of a month, minute by minute", () => {
    const month = { start: at("00:00"), end: new Date("2026-12-24T00:00:00Z") };
    const grid = gridOf({ during: month, granularityMinutes: 1, lanes: 1 });
    expect(grid.length).toBeLessThan(403);
    expect(grid.at(-1)).toEqual(month.end);
  });
});

it("keeps the length of a slot when its start moves, as far as the opening lasts", () => {
  const place = { occurrenceId: "o", lane: 1, during: { start: at("05:00"), end: at("06:00") } };
  expect(startingAt(place, at("05:30"), opening).during).toEqual({ start: at("05:30"), end: at("06:30") });
  expect(startingAt(place, at("06:30"), opening).during).toEqual({ start: at("06:30"), end: at("06:50") });
});

it("takes the first hour of free room, or all of less", () => {
  expect(firstPartOf({ start: at("05:00"), end: at("09:00") }).end).toEqual(at("06:00"));
  expect(firstPartOf({ start: at("05:00"), end: at("05:45") }).end).toEqual(at("05:45"));
});
