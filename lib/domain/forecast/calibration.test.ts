import { expect, it } from "vitest";
import { measureCalibration, type SettledForecast, verdictOn } from "./calibration";
import { pinball } from "./pinball";
import { calibratedShare, recalibrated } from "./recalibration";
import { quantileOf, withOpenEnds } from "./weighted-sample";

const at = new Date("2026-11-01T08:00:00Z");
const hoursLater = (hours: number) => new Date(at.getTime() + hours * 3_600_000);
const settled = (actual: number, chance: number | null = null, onTime: boolean | null = null): SettledForecast => ({
  at,
  p50: hoursLater(10),
  p85: hoursLater(20),
  actualAt: hoursLater(actual),
  chance,
  onTime,
});

it("counts how often the marks held, and the Brier score of the chances", () => {
  const list = [settled(5, 0.9, true), settled(15, 0.9, false), settled(25), settled(8)];
  const [all] = measureCalibration(list);
  expect(all).toMatchObject({ horizon: null, cases: 4, p50Held: 0.5, p85Held: 0.75, chances: 2 });
  expect(all?.brier).toBeCloseTo((0.01 + 0.81) / 2, 10);
  expect(all?.bins).toEqual([{ from: 0.9, to: 1, forecasts: 2, meanChance: 0.9, cameTrue: 0.5 }]);
});

it("calls nothing calibrated before it has seen enough, and what is off by its name", () => {
  expect(verdictOn({ cases: 5, p85Held: 0.85 })).toBe("unknown");
  expect(verdictOn({ cases: 400, p85Held: 0.86 })).toBe("calibrated");
  expect(verdictOn({ cases: 400, p85Held: 0.6 })).toBe("off");
});

it("reads marks later when outcomes came late, and hardly moves on three cases", () => {
  const late = Array.from({ length: 400 }, (_, n) => 0.5 + n / 800);
  expect(recalibrated(late)(0.5)).toBeGreaterThan(0.7);
  expect(recalibrated([0.9, 0.9, 0.9])(0.5)).toBeLessThan(0.6);
  expect(calibratedShare(late, 0.5)).toBeLessThan(0.1);
  expect(recalibrated([])(0.85)).toBe(0.85);
});

it("takes what is not over into account instead of leaving it out", () => {
  const sample = withOpenEnds([1, 2, 3, 4], [1, 1, 1, 1], [0, 1, 0, 1]);
  expect(quantileOf(sample, 0.5)).toBe(3);
  expect(quantileOf(sample, 0.9)).toBeGreaterThan(4);
});

it("costs a forecast more on the side that its mark says is rare", () => {
  expect(pinball(0.85, 10, 12)).toBeCloseTo(1.7, 10);
  expect(pinball(0.85, 10, 8)).toBeCloseTo(0.3, 10);
});
