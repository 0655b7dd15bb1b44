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
/** Fewer cases than these say nothing about how often a mark holds. */
export const fewestCases = 20;
/** How far the share of held P85 marks may lie from 85 % before forecasts are called not calibrated. */
const tolerance = 0.05;

/** A forecast whose outcome is known. */
export type SettledForecast = {
  at: Date;
  p50: Date;
  p85: Date;
  actualAt: Date;
  /** The chance given for the booked place, and whether it was made; null when nothing was booked. */
  chance: number | null;
  onTime: boolean | null;
};

export type ReliabilityBin = { from: number; to: number; forecasts: number; meanChance: number; cameTrue: number };

export type Calibration = {
  /** Null: all of them. */
  horizon: Horizon | null;
  cases: number;
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
  const chances = list.flatMap(({ chance, onTime }) =>
    chance === null || onTime === null ? [] : [{ chance, onTime }],
  );
  const squares = chances.map(({ chance, onTime }) => (chance - Number(onTime)) ** 2);
  return {
    horizon,
    cases: list.length,
    p50Held: share(({ actualAt, p50 }) => actualAt <= p50),
    p85Held: share(({ actualAt, p85 }) => actualAt <= p85),
    brier: chances.length === 0 ? null : squares.reduce((a, b) => a + b, 0) / chances.length,
    chances: chances.length,
    bins: Array.from({ length: bins }, (_, n) => binOf(chances, n)).filter(({ forecasts }) => forecasts > 0),
  };
}

function binOf(chances: readonly { chance: number; onTime: boolean }[], n: number): ReliabilityBin {
  const inBin = chances.filter(({ chance }) => Math.min(bins - 1, Math.floor(chance * bins)) === n);
  const count = Math.max(1, inBin.length);
  return {
    from: n / bins,
    to: (n + 1) / bins,
    forecasts: inBin.length,
    meanChance: inBin.reduce((sum, { chance }) => sum + chance, 0) / count,
    cameTrue: inBin.filter(({ onTime }) => onTime).length / count,
  };
}

export type CalibrationVerdict = "calibrated" | "off" | "unknown";

/** Whether P85 has held about 85 % of the time, as far as so many cases can tell; unknown with too few. */
export function verdictOn({ cases, p85Held }: Pick<Calibration, "cases" | "p85Held">): CalibrationVerdict {
  if (cases < fewestCases) return "unknown";
  const chanceAlone = 1.64 * Math.sqrt((0.85 * 0.15) / cases);
  return Math.abs(p85Held - 0.85) <= Math.max(tolerance, chanceAlone) ? "calibrated" : "off";
}

/** Said beside every forecast that should not be taken at its word. */
export const verdictWords: Readonly<Record<Exclude<CalibrationVerdict, "calibrated">, string>> = {
  off: "not calibrated: past forecasts did not hold as often as they said",
  unknown: "not calibrated yet: too few past forecasts to tell",
};
