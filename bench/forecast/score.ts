import type { FlowHistory } from "@/lib/domain/forecast/flow/history";
import { forecastItem } from "@/lib/domain/forecast/flow/item-forecast";
import { throughputForecaster } from "@/lib/domain/forecast/flow/throughput-forecast";
import type { Question } from "./question";
import { type Answer, type Scored, scoreOf, shares } from "./score-of";

const seed = 20_261_124;

/** All questions of a kind, or those about the earlier or the later half of the days asked about: what was chosen on one must hold on the other. */
export const parts = ["all", "earlier half", "later half"] as const;
export type Part = (typeof parts)[number];

export type Score = Scored & { kind: Question["kind"]; part: Part };

/** Forecasts each question with what was known at its moment, and compares with what happened. Tells after each how many are answered. */
export function score(
  history: FlowHistory,
  questions: readonly Question[],
  tell: (answered: number, of: number) => void = () => {},
): Score[] {
  let answered = 0;
  const throughput = throughputForecaster(history, seed);
  function quantileFor(question: Question) {
    if (question.kind === "next completions") return throughput(question.count, question.now).quantile;
    const item = history.byId.get(question.itemId);
    return item && forecastItem(history, item, question.now);
  }
  return (["next completions", "one item"] as const).flatMap((kind) => {
    const all = questions
      .filter((question) => question.kind === kind)
      .sort((a, b) => a.now - b.now)
      .flatMap((question): Answer[] => {
        const quantile = quantileFor(question);
        const marks = quantile && shares.map(quantile);
        tell(++answered, questions.length);
        if (!marks?.every(Number.isFinite)) return [];
        return [{ ...question, marks, about: question.kind === "one item" ? question.itemId : undefined }];
      });
    const half = Math.ceil(all.length / 2);
    const of = { all, "earlier half": all.slice(0, half), "later half": all.slice(half) };
    return parts.filter((part) => of[part].length > 0).map((part) => ({ kind, part, ...scoreOf(of[part]) }));
  });
}
