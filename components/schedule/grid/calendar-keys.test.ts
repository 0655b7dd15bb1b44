import { expect, it } from "vitest";
import { distanceTowards } from "./calendar-keys";

const box = (left: number, top: number, width = 100, height = 50) => ({
  left,
  right: left + width,
  top,
  bottom: top + height,
});
const here = box(200, 200);

it("goes only the way it is asked", () => {
  expect(distanceTowards("ArrowDown", here, box(200, 100))).toBeUndefined();
  expect(distanceTowards("ArrowUp", here, box(200, 300))).toBeUndefined();
  expect(distanceTowards("ArrowLeft", here, box(320, 200))).toBeUndefined();
  expect(distanceTowards("ArrowRight", here, box(80, 200))).toBeUndefined();
});

it("prefers what lies straight ahead to what is nearer but aside", () => {
  const ahead = distanceTowards("ArrowDown", here, box(200, 400)) ?? Number.NaN;
  const aside = distanceTowards("ArrowDown", here, box(420, 300)) ?? Number.NaN;
  expect(ahead).toBeLessThan(aside);
});

it("reaches the next lane of a long slot beside a short one", () => {
  expect(distanceTowards("ArrowRight", box(200, 200), box(310, 0, 100, 600))).toBeGreaterThan(0);
});
