import { describe, expect, it } from "vitest";
import { type HourScaleFacts, hourScale, scrollKept } from "./hour-scale";

const scaleOf = (facts: Partial<HourScaleFacts>) =>
  hourScale({ open: [], slots: [], shortestMinutes: 60, unfolded: new Set(), ...facts });
const morning = { from: 360, to: 720 };

describe("the hour axis", () => {
  it("folds the hours in which nothing happens, with an hour of air", () => {
    const { pieces } = scaleOf({ open: [morning] });
    expect(pieces.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ["folded", 0, 300],
      ["open", 300, 360],
      ["open", 360, 720],
      ["open", 720, 780],
      ["folded", 780, 1440],
    ]);
  });

  it("unfolds what somebody unfolded, and knows that it can be folded again", () => {
    const [first] = scaleOf({ open: [morning], unfolded: new Set([0]) }).pieces;
    expect(first).toMatchObject({ kind: "open", from: 0, to: 300, unfolded: true });
  });

  it("does not fold two hours between two windows", () => {
    const { pieces } = scaleOf({
      open: [
        { from: 360, to: 600 },
        { from: 840, to: 1020 },
      ],
    });
    expect(pieces.filter(({ kind }) => kind === "folded").map(({ from, to }) => [from, to])).toEqual([
      [0, 300],
      [1080, 1440],
    ]);
  });

  it("draws open hours without slots lower than those with slots, once there are many", () => {
    const { pieces } = scaleOf({ open: [{ from: 0, to: 1440 }], slots: [{ from: 480, to: 600 }] });
    const heightAt = (minute: number) => pieces.find(({ from, to }) => from <= minute && minute < to)?.hourHeight;
    expect(heightAt(500)).toBe(60);
    expect(heightAt(120)).toBe(34);
  });

  it("shows a working day when nothing happens at all", () => {
    const open = scaleOf({}).pieces.find(({ kind }) => kind === "open");
    expect(open).toMatchObject({ from: 420, to: 1140 });
  });

  it("places minutes without a jump at the edge of a piece, and the end of the day at its height", () => {
    const scale = scaleOf({ open: [morning] });
    expect(scale.yOf(150)).toBe(12);
    expect(scale.yOf(300)).toBe(24);
    expect(scale.yOf(360)).toBe(24 + 76);
    expect(scale.yOf(390)).toBe(24 + 76 + 38);
    expect(scale.yOf(1440)).toBe(scale.height);
  });

  it.each([
    [60, 76],
    [15, 96],
    [1, 192],
  ])("is high enough for a slot of %i minutes, within bounds", (shortestMinutes, height) => {
    const { pieces } = scaleOf({ open: [morning], shortestMinutes });
    expect(pieces.find(({ from }) => from === 360)?.hourHeight).toBe(height);
  });

  it("finds the minute of a point, folded hours included, as it finds the point of a minute", () => {
    const scale = scaleOf({ open: [morning], slots: [{ from: 400, to: 500 }] });
    for (let minute = 0; minute < 1440; minute += 7) {
      expect(scale.minuteAt(scale.yOf(minute))).toBeCloseTo(minute, 6);
    }
    expect(scale.minuteAt(-50)).toBe(0);
    expect(scale.minuteAt(scale.height + 50)).toBe(1440);
  });

  it("fits on a sheet of paper when it must", () => {
    expect(scaleOf({ open: [{ from: 0, to: 1440 }], fitInto: 600 }).height).toBeCloseTo(600);
    expect(scaleOf({ open: [morning], fitInto: 4000 }).height).toBeGreaterThan(2000);
  });
});

describe("what somebody looks at when hours come into use", () => {
  const before = scaleOf({ open: [morning] });
  const after = scaleOf({ open: [morning, { from: 60, to: 120 }] });

  it.each([
    ["at the top of the view", 0],
    ["under the hand", 250],
  ])("stays where it is %s", (_, anchor) => {
    const scrolled = before.yOf(480) - anchor;
    const kept = scrollKept(before, after, Math.max(0, scrolled), anchor);
    expect(after.minuteAt(kept + anchor)).toBeCloseTo(before.minuteAt(Math.max(0, scrolled) + anchor), 6);
    expect(kept).toBeGreaterThan(scrolled);
  });

  it("is below the axis as far as it was, and never above its beginning", () => {
    expect(scrollKept(before, after, 0, before.height + 40)).toBeCloseTo(after.height - before.height, 6);
    expect(scrollKept(after, before, 10, 0)).toBeGreaterThanOrEqual(0);
  });
});
