import { expect, it } from "vitest";
import { sideBySide } from "./side-by-side";

const one = () => 1;

it("gives the whole width to what has its time to itself, also when others only touch", () => {
  const spans = [
    { from: 0, to: 60 },
    { from: 60, to: 120 },
  ];
  expect(sideBySide(spans, one)).toEqual([
    { left: 0, width: 1 },
    { left: 0, width: 1 },
  ]);
});

it("divides the width among what overlaps, by weight", () => {
  const spans = [
    { from: 0, to: 100, lanes: 3 },
    { from: 50, to: 150, lanes: 1 },
  ];
  expect(sideBySide(spans, ({ lanes }) => lanes)).toEqual([
    { left: 0, width: 0.75 },
    { left: 0.75, width: 0.25 },
  ]);
});

it("uses a column again once it is free, and answers in the order it was asked", () => {
  const spans = [
    { from: 70, to: 100 },
    { from: 0, to: 100 },
    { from: 0, to: 60 },
  ];
  expect(sideBySide(spans, one)).toEqual([
    { left: 0.5, width: 0.5 },
    { left: 0, width: 0.5 },
    { left: 0.5, width: 0.5 },
  ]);
});
