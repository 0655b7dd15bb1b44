import { describe, expect, it } from "vitest";
import { totalOf, worstState } from "@/components/schedule/worst-state";
import { placeLabels } from "./place-labels";

describe("labels on a timeline", () => {
  it("stand beside each other as long as there is room, then below", () => {
    const placed = placeLabels(
      [
        { day: 0, label: "short" },
        { day: 20, label: "after it" },
        { day: 1, label: "at the same time" },
      ],
      10,
      2,
    );
    expect(placed.map(({ label, row, hasRoom }) => [label, row, hasRoom])).toEqual([
      ["short", 0, true],
      ["at the same time", 1, true],
      ["after it", 0, true],
    ]);
  });

  it("give up their words before they cover others", () => {
    const crowd = Array.from({ length: 5 }, (_, day) => ({ day, label: "a rather long name" }));
    expect(placeLabels(crowd, 10, 2).map(({ hasRoom }) => hasRoom)).toEqual([true, true, false, false, false]);
  });
});

it("a day is shown by what is most urgent in it", () => {
  const states = [
    { state: "ready" as const, count: 3 },
    { state: "at_risk" as const, count: 1 },
  ];
  expect(worstState(states)).toBe("at_risk");
  expect(totalOf(states)).toBe(4);
});
