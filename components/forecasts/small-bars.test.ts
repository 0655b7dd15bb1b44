import { expect, it } from "vitest";
import { handoversInWords } from "./forecast-words";
import { barsPath, smallBars, smallWidth } from "./small-bars";

it("the tallest bar is as high as the picture, the others in proportion, and a step without runs keeps its line", () => {
  expect(barsPath([0.5, 0.25, 0], 0, 3)).toBe("M0 0h3v14h-3zM4 7h3v7h-3zM8 13h3v1h-3z");
});

it("what is on time and what is not are two paths on one scale, side by side", () => {
  const shares = [0.1, 0.2, 0.7];
  expect(barsPath(shares, 0, 1) + barsPath(shares, 1, 3)).toBe(barsPath(shares, 0, 3));
  expect(barsPath(shares, 0, 0)).toBe("");
});

it("nothing is drawn outside its picture, however many bars there are", () => {
  const path = barsPath(
    Array.from({ length: 20 }, () => 0.05),
    0,
    20,
  );
  const ends = [...path.matchAll(/M(\d+)/g)].map(([, x]) => Number(x) + smallBars.wide);
  expect(ends).toHaveLength(smallBars.most);
  expect(Math.max(...ends)).toBe(smallWidth(smallBars.most));
  expect(barsPath([0, 0], 0, 2)).toBe("M0 13h3v1h-3zM4 13h3v1h-3z");
});

it("few words say on how many hand-overs a chance stands, and that they are too few to stand alone", () => {
  expect(handoversInWords({ handovers: 42, borrowed: "nobody" })).toBe("42 hand-overs");
  expect(handoversInWords({ handovers: 1, borrowed: "team" })).toBe("1 hand-over, thin");
});
