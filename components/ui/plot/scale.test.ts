import { describe, expect, it } from "vitest";
import { labelledEvery, linearScale, spacedUpwards, ticksUpTo } from "./scale";

describe("the scales of a plot", () => {
  it("map the ends of the domain to the ends of the range", () => {
    const scale = linearScale([0, 50], [200, 0]);
    expect([scale(0), scale(25), scale(50)]).toEqual([200, 100, 0]);
    expect(linearScale([3, 3], [0, 10])(3)).toBe(0);
  });

  it.each([
    [9, 4, false, [0, 2.5, 5, 7.5, 10]],
    [9, 4, true, [0, 3, 6, 9]],
    [1, 4, true, [0, 1]],
    [0, 4, true, [0, 1]],
    [100, 4, true, [0, 25, 50, 75, 100]],
    [0.3, 3, false, [0, 0.1, 0.2, 0.3]],
  ])("tick %d with about %d round values (whole: %s)", (max, count, whole, ticks) => {
    expect(ticksUpTo(max, count, whole)).toEqual(ticks);
  });

  it("label as many as there is room for", () => {
    expect([labelledEvery(13, 6), labelledEvery(5, 6), labelledEvery(5, 0)]).toEqual([3, 1, 5]);
  });

  it("move the labels of lines that lie close together apart, the upper ones up", () => {
    expect(spacedUpwards([180, 90], 13)).toEqual([180, 90]);
    expect(spacedUpwards([180, 175, 172], 13)).toEqual([180, 167, 154]);
    expect(spacedUpwards([175, 180], 13)).toEqual([167, 180]);
  });
});
