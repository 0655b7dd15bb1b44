import type { FigureTable } from "./figure";

/** How many builds came, were begun and were done with, in each step of the period; index 0 is all that was before it. */
export type FlowCounts = { arrived: readonly number[]; started: readonly number[]; ended: readonly number[] };

/** Builds as they stood at the end of a step. `judged`: whose turn has ended since the period began. */
export type FlowPoint = { at: Date; waiting: number; testing: number; judged: number };

/** The bands of the cumulative flow at each edge of the period: `edges` has one more than the period has steps. */
export function cumulativeFlow(counts: FlowCounts, edges: readonly Date[]): FlowPoint[] {
  let [arrived, started, ended] = [0, 0, 0];
  return edges.map((at, index) => {
    arrived += counts.arrived[index] ?? 0;
    started += counts.started[index] ?? 0;
    ended += counts.ended[index] ?? 0;
    const judged = ended - (counts.ended[0] ?? 0);
    return { at, waiting: Math.max(0, arrived - started), testing: Math.max(0, started - ended), judged };
  });
}

export function flowTable(points: readonly FlowPoint[]): FigureTable {
  return {
    columns: [
      { label: "Until", kind: "instant" },
      { label: "Waiting", kind: "count" },
      { label: "In test", kind: "count" },
      { label: "Turn over", kind: "count" },
    ],
    rows: points.map(({ at, waiting, testing, judged }) => [at.toISOString(), waiting, testing, judged]),
  };
}
