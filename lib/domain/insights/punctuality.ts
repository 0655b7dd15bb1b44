import type { FigureTable } from "./figure";

export const punctualities = ["on_time", "late", "overran", "missed", "cancelled"] as const;
export type Punctuality = (typeof punctualities)[number];

export const punctualityWords: Readonly<Record<Punctuality, string>> = {
  on_time: "On time",
  late: "Late",
  overran: "Overran its end",
  missed: "Missed",
  cancelled: "Cancelled",
};

export type PunctualityPoint = { at: Date; total: number } & Record<Punctuality, number>;

/** Counts by step and outcome, as a row for each step of the period. `step` counts from 0; what lies outside is left out. */
export function punctualityByStep(
  counts: readonly { step: number; outcome: Punctuality; count: number }[],
  edges: readonly Date[],
): PunctualityPoint[] {
  return edges.slice(0, -1).map((at, step) => {
    const of = (outcome: Punctuality) =>
      counts.reduce((sum, each) => (each.step === step && each.outcome === outcome ? sum + each.count : sum), 0);
    const point = {
      on_time: of("on_time"),
      late: of("late"),
      overran: of("overran"),
      missed: of("missed"),
      cancelled: of("cancelled"),
    };
    return { at, ...point, total: punctualities.reduce((sum, outcome) => sum + point[outcome], 0) };
  });
}

/** The share that was on time, 0 to 1, of all that was to leave: what was missed or cancelled too. Null when nothing was. */
export function onTimeShare(points: readonly PunctualityPoint[]): number | null {
  const total = points.reduce((sum, point) => sum + point.total, 0);
  return total === 0 ? null : points.reduce((sum, point) => sum + point.on_time, 0) / total;
}

export function punctualityTable(points: readonly PunctualityPoint[]): FigureTable {
  return {
    columns: [
      { label: "From", kind: "instant" },
      { label: "Slots", kind: "count" },
      ...punctualities.map((outcome) => ({ label: punctualityWords[outcome], kind: "count" as const })),
      { label: "Share on time", kind: "share" },
    ],
    rows: points.map((point) => [
      point.at.toISOString(),
      point.total,
      ...punctualities.map((outcome) => point[outcome]),
      onTimeShare([point]),
    ]),
  };
}
