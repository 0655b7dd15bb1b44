import { type FlowHistory, finishedBy } from "@/lib/domain/forecast/flow/history";
import { quantileOf, weightedSample } from "@/lib/domain/forecast/weighted-sample";
import type { Marks } from "./question";

const draws = 1000;

/** Whole weeks of the last twelve, drawn until there are enough. */
export function plainBootstrap(
  known: readonly number[],
  count: number,
  now: number,
  random: () => number,
): Marks | null {
  const weeks = Array.from(
    { length: 12 },
    (_, week) => known.filter((at) => at > now - 7 * (week + 1) && at <= now - 7 * week).length,
  );
  if (weeks.every((done) => done === 0)) return null;
  return marksOf(
    Array.from({ length: draws }, () => {
      let left = count;
      for (let week = 0; week < 520; week++) {
        const done = weeks[Math.floor(random() * 12)] ?? 0;
        if (done >= left) return 7 * week + (7 * left) / done;
        left -= done;
      }
      return 3650;
    }),
  );
}

/** What was left, at this age, of the items that the past year finished. */
export function pastYear(history: FlowHistory, age: number, now: number): Marks | null {
  const left = history.items.flatMap((item) => {
    const done = finishedBy(item, history.done, now);
    const took = done - (item.times[0] ?? done);
    return done > now - 365 && took > age ? [took - age] : [];
  });
  return left.length < 5 ? null : marksOf(left);
}

const marksOf = (values: readonly number[]): Marks => {
  const sample = weightedSample(
    values,
    values.map(() => 1),
  );
  return [quantileOf(sample, 0.5), quantileOf(sample, 0.85), quantileOf(sample, 0.95)];
};
