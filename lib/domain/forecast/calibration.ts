/** How far ahead a forecast looked, by its own P50. */
export const horizons = ["day", "week", "later"] as const;
export type Horizon = (typeof horizons)[number];

export const horizonWords: Readonly<Record<Horizon, string>> = {
  day: "up to a day ahead",
  week: "up to a week ahead",
  later: "more than a week ahead",
};

const dayMs = 86_400_000;
const bins = 10;
/** Forecasts of fewer releases than these say nothing about how often a mark holds. */
export const fewestReleases = 20;
/** How far the share of held P85 marks may lie from 85 %, and chances from what came true, before forecasts are called not calibrated. */
const tolerance = 0.05;

/** A forecast whose outcome is known. */
export type SettledForecast = {
  releaseId: string;
  at: Date;
  p50: Date;
  p85: Date;
  actualAt: Date;
  /** The chance given for the booked place, and whether it was made; null when nothing was booked. */
  chance: number | null;
  onTime: boolean | null;
};

export type ReliabilityBin = {
  from: number;
  to: number;
  forecasts: number;
  /** Of so many releases: what is forecast of one release on several nights is right or wrong together. */
  releases: number;
  meanChance: number;
  cameTrue: number;
};

export type Calibration = {
  /** Null: all of them. */
  horizon: Horizon | null;
  cases: number;
  /** Of so many releases. */
  releases: number;
  p50Held: number;
  p85Held: number;
  /** The mean squared distance of chances from what happened (Brier, 1950): 0 is perfect, 0.25 a coin. Null without chances. */
  brier: number | null;
  chances: number;
  bins: ReliabilityBin[];
};

export function horizonOf({ at, p50 }: Pick<SettledForecast, "at" | "p50">): Horizon {
  const ahead = p50.getTime() - at.getTime();
  return ahead <= dayMs ? "day" : ahead <= 7 * dayMs ? "week" : "later";
}

/** What was forecast against what happened: over all, and by how far ahead it was said. Horizons without a case are left out. */
export function measureCalibration(settled: readonly SettledForecast[]): Calibration[] {
  const groups: [Horizon | null, readonly SettledForecast[]][] = [
    [null, settled],
    ...horizons.map((horizon): [Horizon, SettledForecast[]] => [
      horizon,
      settled.filter((each) => horizonOf(each) === horizon),
    ]),
  ];
  return groups.filter(([, list]) => list.length > 0).map(([horizon, list]) => measured(horizon, list));
}

function measured(horizon: Horizon | null, list: readonly SettledForecast[]): Calibration {
  const share = (held: (each: SettledForecast) => boolean) => list.filter(held).length / list.length;
  const chances = list.flatMap(({ releaseId, chance, onTime }) =>
    chance === null || onTime === null ? [] : [{ releaseId, chance, onTime }],
  );
  const squares = chances.map(({ chance, onTime }) => (chance - Number(onTime)) ** 2);
  return {
    horizon,
    cases: list.length,
    releases: releasesOf(list),
    p50Held: share(({ actualAt, p50 }) => actualAt <= p50),
    p85Held: share(({ actualAt, p85 }) => actualAt <= p85),
    brier: chances.length === 0 ? null : squares.reduce((a, b) => a + b, 0) / chances.length,
    chances: chances.length,
    bins: Array.from({ length: bins }, (_, n) => binOf(chances, n)).filter(({ forecasts }) => forecasts > 0),
  };
}

const releasesOf = (list: readonly { releaseId: string }[]) => new Set(list.map(({ releaseId }) => releaseId)).size;

type GivenChance = { releaseId: string; chance: number; onTime: boolean };

function binOf(chances: readonly GivenChance[], n: number): ReliabilityBin {
  const inBin = chances.filter(({ chance }) => Math.min(bins - 1, Math.floor(chance * bins)) === n);
  const count = Math.max(1, inBin.length);
  return {
    from: n / bins,
    to: (n + 1) / bins,
    forecasts: inBin.length,
    releases: releasesOf(inBin),
    meanChance: inBin.reduce((sum, { chance }) => sum + chance, 0) / count,
    cameTrue: inBin.filter(({ onTime }) => onTime).length / count,
  };
}

/**
 * How far chances lay from how often they came true, on average over the bins (expected calibration error), and how far they would by
 * chance alone if every one of them were right: chances of one release count as one try. Null without chances.
 */
export function distanceOfChances(bins: readonly ReliabilityBin[]): { seen: number; byChance: number } | null {
  const total = bins.reduce((sum, { forecasts }) => sum + forecasts, 0);
  if (total === 0) return null;
  let seen = 0;
  let byChance = 0;
  for (const { forecasts, releases, meanChance, cameTrue } of bins) {
    seen += (forecasts / total) * Math.abs(cameTrue - meanChance);
    // The mean distance of a normal variable from its mean is √(2/π) of its standard deviation.
    byChance += (forecasts / total) * Math.sqrt((2 / Math.PI) * meanChance * (1 - meanChance) * (1 / releases));
  }
  return { seen, byChance };
}

type Measured = Pick<Calibration, "releases" | "p85Held" | "chances" | "bins">;

/** What has not held as it should: the marks (P85), or the chances to make a slot. */
export type CalibrationFault = "marks" | "chances";

/** What is off by more than the tolerance and than so many releases can be off by chance alone. Too few of them have no fault. */
export function faultsOf({ releases, p85Held, chances, bins }: Measured): CalibrationFault[] {
  const faults: CalibrationFault[] = [];
  const chanceAlone = 1.64 * Math.sqrt((0.85 * 0.15) / releases);
  if (releases >= fewestReleases && Math.abs(p85Held - 0.85) > Math.max(tolerance, chanceAlone)) faults.push("marks");
  const distance = distanceOfChances(bins);
  if (chances >= fewestReleases && distance && distance.seen - distance.byChance > tolerance) faults.push("chances");
  return faults;
}

export type CalibrationVerdict = "calibrated" | "off" | "unknown";

/** Whether P85 has held about 85 % of the time, and chances came true about as often as they said; unknown with too few. */
export function verdictOn(measured: Measured): CalibrationVerdict {
  if (measured.releases < fewestReleases) return "unknown";
  return faultsOf(measured).length === 0 ? "calibrated" : "off";
}

/** Said beside every forecast that should not be taken at its word. */
export const verdictWords: Readonly<Record<Exclude<CalibrationVerdict, "calibrated">, string>> = {
  off: "not calibrated: past forecasts did not hold as often as they said",
  unknown: "not calibrated yet: too few past forecasts to tell",
};
