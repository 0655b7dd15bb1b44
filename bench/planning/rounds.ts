import { median } from "@/bench/percentiles";

/** The median duration in milliseconds of each kind of work, in turns, so that what else the machine does falls on all alike. */
export function medianMillis<Kind extends string>(
  work: Record<Kind, () => unknown>,
  rounds: number,
): Record<Kind, number> {
  const kinds = Object.keys(work) as Kind[];
  const taken = Object.fromEntries(kinds.map((kind) => [kind, [] as number[]])) as Record<Kind, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const kind of kinds) {
      const from = performance.now();
      work[kind]();
      // The first round warms up.
      if (round > 0) taken[kind].push(performance.now() - from);
    }
  }
  return Object.fromEntries(kinds.map((kind) => [kind, median(taken[kind])])) as Record<Kind, number>;
}
