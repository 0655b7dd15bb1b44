import { type FlowHistory, finishedBy, stepAt } from "@/lib/domain/forecast/flow/history";
import { seededRandom } from "@/lib/domain/forecast/random";
import { pastYear, plainBootstrap } from "./plain-bootstrap";
import type { Question } from "./question";

const usually = 60;
/** The first part of a history is only learnt from. */
const learnt = 0.4;
const weeksAsked = [1, 2, 4, 8];

/**
 * Questions about a history that comes without any: on days drawn from its later part, how long the next completions took (as many as
 * one to eight weeks brought before), and how long an item that was open took. Each with the plain bootstrap's answer.
 */
export function askOwnQuestions(history: FlowHistory, seed: number, wanted = usually): Question[] {
  const random = seededRandom(seed);
  const end = history.items.reduce((latest, { times }) => Math.max(latest, times.at(-1) ?? 0), 0);
  const finishes = finishesBy(history, end);
  const first = finishes[0];
  if (first === undefined) return [];
  const from = first + learnt * (end - first);
  const questions: Question[] = [];
  for (let n = 0; n < 4 * wanted && questions.length < wanted; n++) {
    const now = Math.floor(from + random() * (end - from));
    const weeks = weeksAsked[n % weeksAsked.length] ?? 1;
    const known = finishesBy(history, now);
    const count = Math.round((known.filter((at) => at > now - 84).length / 12) * weeks);
    const after = finishes.filter((at) => at > now)[count - 1];
    if (count < 1 || after === undefined) continue;
    const baseline = plainBootstrap(known, count, now, random);
    questions.push({ kind: "next completions", now, count, actual: after - now, baseline });
  }
  const items: Question[] = [];
  for (let n = 0; n < 20 * wanted && items.length < wanted; n++) {
    const item = history.items[Math.floor(random() * history.items.length)];
    const now = from + random() * (end - from);
    if (!item || stepAt(item, now) < 0 || !Number.isNaN(finishedBy(item, history.done, now))) continue;
    const done = finishedBy(item, history.done, end);
    if (!(done > now)) continue;
    const baseline = pastYear(history, now - (item.times[0] ?? now), now);
    items.push({ kind: "one item", now, itemId: item.id, actual: done - now, baseline });
  }
  return [...questions, ...items];
}

function finishesBy(history: FlowHistory, now: number): number[] {
  return history.items
    .map((item) => finishedBy(item, history.done, now))
    .filter((at) => !Number.isNaN(at))
    .sort((a, b) => a - b);
}
