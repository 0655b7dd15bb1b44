import { pinball } from "@/lib/domain/forecast/pinball";
import type { Marks } from "./question";

export const shares = [0.5, 0.85, 0.95] as const;

/** What was said at `now` and what came of it, in days; `about`: the one item that it was asked of. The baseline is the plain bootstrap's. */
export type Answer = { now: number; actual: number; marks: readonly number[]; baseline: Marks | null; about?: string };

export type Scored = {
  questions: number;
  /** How many of the answers have nothing to do with each other: different items, or stretches of time that do not overlap. */
  apart: number;
  /** The share of the answers that came by P50, P85, P95. */
  held: number[];
  /** Mean pinball loss over the three marks, in days, where the plain bootstrap has an answer, too. */
  loss: number;
  baselineHeld: number[];
  baselineLoss: number;
};

/** How often the marks held and what they missed by, beside the plain bootstrap's. */
export function scoreOf(all: readonly Answer[]): Scored {
  const compared = all.flatMap(({ actual, marks, baseline }) => (baseline ? [{ actual, marks, baseline }] : []));
  const lossOf = (marksOf: (each: (typeof compared)[number]) => readonly number[]) =>
    mean(compared.map((each) => mean(shares.map((share, n) => pinball(share, marksOf(each)[n] ?? 0, each.actual)))));
  return {
    questions: all.length,
    apart: countApart(all),
    held: shares.map((_, n) => shareOf(all, ({ actual, marks }) => actual <= (marks[n] ?? 0))),
    loss: lossOf(({ marks }) => marks),
    baselineHeld: shares.map((_, n) => shareOf(compared, ({ baseline, actual }) => actual <= (baseline[n] ?? 0))),
    baselineLoss: lossOf(({ baseline }) => baseline),
  };
}

/** One item's end answers every question about it; a stretch of time, every question that is asked in it. */
function countApart(all: readonly Answer[]): number {
  const items = new Set(all.flatMap(({ about }) => about ?? []));
  let stretches = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { about, now, actual } of [...all].sort((a, b) => a.now + a.actual - b.now - b.actual)) {
    if (about !== undefined || now < until) continue;
    stretches++;
    until = now + actual;
  }
  return items.size + stretches;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

function shareOf<T>(list: readonly T[], holds: (each: T) => boolean): number {
  return list.filter(holds).length / Math.max(1, list.length);
}
