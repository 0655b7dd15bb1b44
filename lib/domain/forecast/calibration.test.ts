import { describe, expect, it } from "vitest";
import { distanceOfChances, faultsOf, measureCalibration, type SettledForecast, verdictOn } from "./calibration";
import { pinball } from "./pinball";
import { calibratedShare, recalibrated } from "./recalibration";
import { quantileOf, withOpenEnds } from "./weighted-sample";

const at = new Date("2026-11-01T08:00:00Z");
const hoursLater = (hours: number) => new Date(at.getTime() + hours * 3_600_000);
let lastRelease = 0;
/** A forecast of a release of its own. */
const settled = (actual: number, chance: number | null = null, onTime: boolean | null = null): SettledForecast => ({
  releaseId: `release ${++lastRelease}`,
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
  expect(all?.bins).toEqual([{ from: 0.9, to: 1, forecasts: 2, releases: 2, meanChance: 0.9, cameTrue: 0.5 }]);
});

const noChances = { chances: 0, bins: [] };

it("calls nothing calibrated before it has seen enough, and what is off by its name", () => {
  expect(verdictOn({ releases: 5, p85Held: 0.85, ...noChances })).toBe("unknown");
  expect(verdictOn({ releases: 400, p85Held: 0.86, ...noChances })).toBe("calibrated");
  expect(verdictOn({ releases: 400, p85Held: 0.6, ...noChances })).toBe("off");
});

it("does not take many forecasts of few releases for many", () => {
  const nightly = Array.from({ length: 400 }, (_, n) => ({ ...settled(25), releaseId: `release of ${n % 8}` }));
  const [all] = measureCalibration(nightly);
  expect(all).toMatchObject({ cases: 400, releases: 8, p85Held: 0 });
  expect(all && verdictOn(all)).toBe("unknown");
  const [many] = measureCalibration(nightly.map((each, n) => ({ ...each, releaseId: `release of ${n % 40}` })));
  expect(many && verdictOn(many)).toBe("off");
});

describe("chances to make a slot", () => {
  const bin = (meanChance: number, cameTrue: number, forecasts: number, releases = forecasts) => ({
    from: Math.floor(meanChance * 10) / 10,
    to: Math.floor(meanChance * 10) / 10 + 0.1,
    forecasts,
    releases,
    meanChance,
    cameTrue,
  });
  const marksHold = { releases: 200, p85Held: 0.85 };

  it("are off when they came true less often than they said, though P85 holds", () => {
    const bins = [bin(0.75, 0.5, 100), bin(0.95, 0.8, 100)];
    expect(faultsOf({ ...marksHold, chances: 200, bins })).toEqual(["chances"]);
    expect(verdictOn({ ...marksHold, chances: 200, bins })).toBe("off");
    expect(distanceOfChances(bins)?.seen).toBeCloseTo(0.2, 10);
  });

  it("are off when they are wrong on both sides, though their mean is right", () => {
    const bins = [bin(0.25, 0.5, 100), bin(0.75, 0.5, 100)];
    expect(faultsOf({ ...marksHold, chances: 200, bins })).toEqual(["chances"]);
  });

  it("may lie as far off as so few can by chance alone", () => {
    const bins = [bin(0.55, 0.4, 10), bin(0.75, 0.9, 10)];
    expect(distanceOfChances(bins)?.byChance).toBeCloseTo((0.1255 + 0.1093) / 2, 3);
    expect(faultsOf({ ...marksHold, chances: 20, bins })).toEqual([]);
  });

  it("of one release are right or wrong together, and count as one try", () => {
    const bins = (releases?: number) => [bin(0.75, 0.5, 100, releases), bin(0.95, 0.8, 100, releases)];
    expect(faultsOf({ ...marksHold, chances: 200, bins: bins() })).toEqual(["chances"]);
    expect(faultsOf({ ...marksHold, chances: 200, bins: bins(2) })).toEqual([]);
  });

  it("are judged neither where there are none nor where there are few", () => {
    expect(distanceOfChances([])).toBeNull();
    expect(faultsOf({ ...marksHold, chances: 8, bins: [bin(0.95, 0, 8)] })).toEqual([]);
  });
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
