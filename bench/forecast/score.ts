import type { FlowHistory } from "@/lib/domain/forecast/flow/history";
import { forecastItem } from "@/lib/domain/forecast/flow/item-forecast";
import { throughputForecaster } from "@/lib/domain/forecast/flow/throughput-forecast";
import { pinball } from "@/lib/domain/forecast/pinball";
import type { Question } from "./question";

const shares = [0.5, 0.85, 0.95] as const;
const seed = 20_261_124;

/** All questions of a kind, or those about the earlier or the later half of the days asked about: what was chosen on one must hold on the other. */
export const parts = ["all", "earlier half", "later half"] as const;
export type Part = (typeof parts)[number];

export type Score = {
  kind: Question["kind"];
  part: Part;
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

type Answered = { question: Question; marks: number[] };

/** Forecasts each question with what was known at its moment, and compares with what happened. */
export function score(history: FlowHistory, questions: readonly Question[]): Score[] {
  const throughput = throughputForecaster(history, seed);
  const answered = questions.flatMap((question): Answered[] => {
    const quantile = answer(question);
    const marks = quantile && shares.map(quantile);
    return marks?.every(Number.isFinite) ? [{ question, marks }] : [];
  });
  function answer(question: Question) {
    if (question.kind === "next completions") return throughput(question.count, question.now).quantile;
    const item = history.byId.get(question.itemId);
    return item && forecastItem(history, item, question.now);
  }
  return (["next completions", "one item"] as const).flatMap((kind) => {
    const all = answered
      .filter(({ question }) => question.kind === kind)
      .sort((a, b) => a.question.now - b.question.now);
    const half = Math.ceil(all.length / 2);
    const of = { all, "earlier half": all.slice(0, half), "later half": all.slice(half) };
    return parts.filter((part) => of[part].length > 0).map((part) => ({ kind, part, ...scoreOf(of[part]) }));
  });
}

function scoreOf(all: readonly Answered[]): Omit<Score, "kind" | "part"> {
  const compared = all.flatMap(({ question, marks }) =>
    question.baseline ? [{ actual: question.actual, marks, baseline: question.baseline }] : [],
  );
  const lossOf = (marksOf: (each: (typeof compared)[number]) => readonly number[]) =>
    mean(compared.map((each) => mean(shares.map((share, n) => pinball(share, marksOf(each)[n] ?? 0, each.actual)))));
  return {
    questions: all.length,
    apart: countApart(all.map(({ question }) => question)),
    held: shares.map((_, n) => shareOf(all, ({ question, marks }) => question.actual <= (marks[n] ?? 0))),
    loss: lossOf(({ marks }) => marks),
    baselineHeld: shares.map((_, n) => shareOf(compared, ({ baseline, actual }) => actual <= (baseline[n] ?? 0))),
    baselineLoss: lossOf(({ baseline }) => baseline),
  };
}

/** One item's end answers every question about it; a stretch of time, every question that is asked in it. */
function countApart(questions: readonly Question[]): number {
  const items = new Set(questions.flatMap((each) => (each.kind === "one item" ? [each.itemId] : [])));
  let stretches = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { kind, now, actual } of [...questions].sort((a, b) => a.now + a.actual - b.now - b.actual)) {
    if (kind === "one item" || now < until) continue;
    stretches++;
    until = now + actual;
  }
  return items.size + stretches;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

function shareOf<T>(list: readonly T[], holds: (each: T) => boolean): number {
  return list.filter(holds).length / Math.max(1, list.length);
}
