import type { FlowHistory } from "@/lib/domain/forecast/flow/history";
import { forecastItem } from "@/lib/domain/forecast/flow/item-forecast";
import { throughputForecaster } from "@/lib/domain/forecast/flow/throughput-forecast";
import { pinball } from "@/lib/domain/forecast/pinball";
import type { Question } from "./question";

const shares = [0.5, 0.85, 0.95] as const;
const seed = 20_261_124;

export type Score = {
  kind: Question["kind"];
  questions: number;
  /** The share of the answers that came by P50, P85, P95. */
  held: number[];
  /** Mean pinball loss over the three marks, in days, where the plain bootstrap has an answer, too. */
  loss: number;
  baselineHeld: number[];
  baselineLoss: number;
};

/** Forecasts each question with what was known at its moment, and compares with what happened. */
export function score(history: FlowHistory, questions: readonly Question[]): Score[] {
  const throughput = throughputForecaster(history, seed);
  const answered = questions.flatMap((question) => {
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
    const all = answered.filter(({ question }) => question.kind === kind);
    const compared = all.flatMap(({ question, marks }) =>
      question.baseline ? [{ actual: question.actual, marks, baseline: question.baseline }] : [],
    );
    if (all.length === 0) return [];
    const held = shares.map((_, n) => shareOf(all, ({ question, marks }) => question.actual <= (marks[n] ?? 0)));
    const lossOf = (marksOf: (each: (typeof compared)[number]) => readonly number[]) =>
      mean(compared.map((each) => mean(shares.map((share, n) => pinball(share, marksOf(each)[n] ?? 0, each.actual)))));
    return [
      {
        kind,
        questions: all.length,
        held,
        loss: lossOf(({ marks }) => marks),
        baselineHeld: shares.map((_, n) => shareOf(compared, ({ baseline, actual }) => actual <= (baseline[n] ?? 0))),
        baselineLoss: lossOf(({ baseline }) => baseline),
      },
    ];
  });
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

function shareOf<T>(list: readonly T[], holds: (each: T) => boolean): number {
  return list.filter(holds).length / Math.max(1, list.length);
}
