import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Marks, Question } from "./question";

const marks = {
  baseline_p50_days: z.number().nullish(),
  baseline_p85_days: z.number().nullish(),
  baseline_p95_days: z.number().nullish(),
};
const file = z.object({
  questions: z.array(
    z.object({
      dataset: z.string(),
      as_of: z.string(),
      completions_to_come: z.number(),
      actual_days: z.number(),
      ...marks,
    }),
  ),
  item_questions: z.array(
    z.object({
      dataset: z.string(),
      as_of: z.string(),
      item_id: z.string(),
      actual_days_to_done: z.number(),
      ...marks,
    }),
  ),
});

type Given = { [Name in keyof typeof marks]?: number | null };

function baselineOf({ baseline_p50_days: p50, baseline_p85_days: p85, baseline_p95_days: p95 }: Given): Marks | null {
  return p50 == null || p85 == null || p95 == null ? null : [p50, p85, p95];
}

const days = (text: string) => new Date(text).getTime() / 86_400_000;

/** A file of questions with their answers, by data set. */
export function readQuestions(path: string): Map<string, Question[]> {
  const { questions, item_questions: items } = file.parse(JSON.parse(readFileSync(path, "utf8")));
  const byDataset = new Map<string, Question[]>();
  const add = (dataset: string, question: Question) => {
    byDataset.set(dataset, [...(byDataset.get(dataset) ?? []), question]);
  };
  for (const each of questions) {
    const { dataset, as_of: asOf, completions_to_come: count, actual_days: actual } = each;
    add(dataset, { kind: "next completions", now: days(asOf), count, actual, baseline: baselineOf(each) });
  }
  for (const each of items) {
    const { dataset, as_of: asOf, item_id: itemId, actual_days_to_done: actual } = each;
    add(dataset, { kind: "one item", now: days(asOf), itemId, actual, baseline: baselineOf(each) });
  }
  return byDataset;
}
