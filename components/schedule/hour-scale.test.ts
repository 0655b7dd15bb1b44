import { describe, expect, it } from "vitest";
import { hourHeightFor, hourScale } from "./hour-scale";

const closed = { hourHeight: 60, unfolded: new Set<number>() };

describe("the hour axis", () => {
  it("folds the hours in which nothing happens, with an hour of air", () => {
    const { pieces } = hourScale([{ from: 360, to: 720 }], closed);
    expect(pieces.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ["folded", 0, 300],
      ["open", 300, 780],
      ["folded", 780, 1440],
    ]);
  });

  it("unfolds what somebody unfolded", () => {
    const { pieces } = hourScale([{ from: 360, to: 720 }], { hourHeight: 60, unfolded: new Set([0]) });
    expect(pieces[0]).toMatchObject({ kind: "open", from: 0, to: 300, height: 300, unfolded: true });
  });

  it("does not fold two hours between two windows", () => {
    const { pieces } = hourScale(
      [
        { from: 360, to: 600 },
        { from: 840, to: 1020 },
      ],
      closed,
    );
    expect(pieces.filter(({ kind }) => kind === "folded").map(({ from, to }) => [from, to])).toEqual([
      [0, 300],
      [1080, 1440],
    ]);
  });

  it("shows a working day when nothing happens at all", () => {
    const open = hourScale([], closed).pieces.find(({ kind }) => kind === "open");
    expect(open).toMatchObject({ from: 420, to: 1140 });
  });

  it("places minutes without a jump at the edge of a fold, and the end of the day at its height", () => {
    const scale = hourScale([{ from: 360, to: 720 }], closed);
    expect(scale.yOf(300)).toBe(24);
    expect(scale.yOf(360)).toBe(84);
    expect(scale.yOf(150)).toBe(12);
    expect(scale.yOf(1440)).toBe(scale.height);
  });

  it("is high enough for the shortest slot, within bounds", () => {
    expect(hourHeightFor([{ from: 360, to: 720 }], 60)).toBe(76);
    expect(hourHeightFor([{ from: 360, to: 720 }], 15)).toBe(96);
    expect(hourHeightFor([{ from: 360, to: 720 }], 1)).toBe(192);
  });
});
