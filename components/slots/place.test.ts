import { describe, expect, it } from "vitest";
import { firstPartOf, gridOf, roomFor, startingAt } from "./place";

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

describe("the room of an opening that is proposed", () => {
  const room = (start: string, end: string) => ({ during: { start: at(start), end: at(end) } });
  const gap = room("09:00", "09:01");
  const half = room("09:30", "10:00");
  const hours = room("11:00", "14:00");

  it("is the first one long enough, and not a gap before it", () => {
    expect(roomFor([gap, half, hours], 60)).toBe(hours);
    expect(roomFor([gap, half, hours], 30)).toBe(half);
  });

  it("is the longest where none is long enough, and none where there is none", () => {
    expect(roomFor([gap, half], 60)).toBe(half);
    expect(roomFor([], 60)).toBeUndefined();
  });
});
