import { describe, expect, it } from "vitest";
import { flowHistory, type Transition } from "@/lib/domain/forecast/flow/history";
import type { Question } from "./question";
import { score } from "./score";
import { scoreTable } from "./score-table";

const start = 20_000;
const at = (day: number) => new Date((start + day) * 86_400_000);
const steady = flowHistory(
  Array.from({ length: 200 }, (_, n): Transition[] => [
    { itemId: `item ${n}`, state: "open", at: at(n) },
    { itemId: `item ${n}`, state: "done", at: at(n + 10) },
  ]).flat(),
  ["done"],
);
const aboutItem = (n: number, age: number): Question => {
  return { kind: "one item", now: start + n + age, itemId: `item ${n}`, actual: 10 - age, baseline: [9, 9, 9] };
};
const aboutNext = (day: number, count: number): Question => {
  return { kind: "next completions", now: start + day, count, actual: count, baseline: [count, count, count] };
};

describe("the score of a history", () => {
  it("is told whole and for the earlier and the later half of the days asked about", () => {
    const questions = [aboutItem(150, 3), aboutItem(60, 4), aboutItem(120, 5), aboutItem(80, 2)];
    const scores = score(steady, questions);
    expect(scores.map(({ part, questions }) => [part, questions])).toEqual([
      ["all", 4],
      ["earlier half", 2],
      ["later half", 2],
    ]);
    // Of the bootstrap's answers, always nine days, those about the earlier days (six and eight were left) are the better ones.
    expect(scores[1]?.baselineLoss).toBeLessThan(scores[2]?.baselineLoss ?? 0);
    expect(scoreTable("steady", scores)).toMatch(/one item +4 .*\n.*\n +earlier half +2 .*\n.*\n +later half +2 /);
  });

  it("tells how far it is, also past what it cannot answer", () => {
    const told: string[] = [];
    const unknown: Question = { ...aboutItem(60, 4), kind: "one item", itemId: "nobody's" };
    score(steady, [aboutItem(150, 3), unknown], (answered, of) => told.push(`${answered} of ${of}`));
    expect(told).toEqual(["1 of 2", "2 of 2"]);
  });

  it("counts answers that have nothing to do with each other: one per item, one per stretch of time", () => {
    const again = [aboutItem(100, 2), aboutItem(100, 3), aboutItem(100, 4), aboutItem(101, 3)];
    expect(score(steady, again)[0]).toMatchObject({ questions: 4, apart: 2 });
    const overlapping = [aboutNext(100, 10), aboutNext(104, 10), aboutNext(108, 10), aboutNext(112, 10)];
    expect(score(steady, overlapping)[0]).toMatchObject({ questions: 4, apart: 2 });
  });
});
