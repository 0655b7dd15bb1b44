import type { FigureTable } from "./figure";
import { percentile } from "./percentile";

const hourMs = 3_600_000;

/** A release that QA has accepted. */
export type Acceptance = {
  releaseId: string;
  name: string;
  firstHandedOverAt: Date;
  acceptedAt: Date;
  rounds: number;
};

export type CycleTime = Acceptance & { hours: number };
export type CycleTimes = { p50: number | null; p85: number | null; p95: number | null };

/** Hours as the clock runs from the first hand-over to the acceptance. */
export function cycleTimeOf(acceptance: Acceptance): CycleTime {
  const { acceptedAt, firstHandedOverAt } = acceptance;
  return { ...acceptance, hours: Math.max(0, acceptedAt.getTime() - firstHandedOverAt.getTime()) / hourMs };
}

/** In hours; null without releases. */
export function cyclePercentiles(hours: readonly number[]): CycleTimes {
  return { p50: percentile(hours, 0.5), p85: percentile(hours, 0.85), p95: percentile(hours, 0.95) };
}

export function cycleTable(times: readonly CycleTime[]): FigureTable {
  return {
    columns: [
      { label: "Release", kind: "text" },
      { label: "First handed over", kind: "instant" },
      { label: "Accepted", kind: "instant" },
      { label: "Rounds", kind: "count" },
      { label: "Cycle time", kind: "hours" },
    ],
    rows: times.map(({ name, firstHandedOverAt, acceptedAt, rounds, hours }) => [
      name,
      firstHandedOverAt.toISOString(),
      acceptedAt.toISOString(),
      rounds,
      hours,
    ]),
  };
}
