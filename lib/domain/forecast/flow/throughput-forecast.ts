import { seededRandom } from "@/lib/domain/forecast/random";
import { quantileOf, type WeightedSample, withOpenEnds } from "@/lib/domain/forecast/weighted-sample";
import { type FlowHistory, finishedBy } from "./history";
import { expectedFinishes } from "./stock";
import { calendarDays, weekRhythm } from "./week-rhythm";

const paceDays = 84;
/** Rehearsals: the same question on past days. One day is much like the next, so not each. */
const rehearsalEvery = 3;
const rehearsalDays = 365;
const warmUpDays = 14;
const fewest = 5;
/** What weeks drawn at random say about the spread speaks as loudly as so many independent rehearsals. */
const belief = 20;
/** Two forecasters that err independently, halved in variance. */
const independence = Math.SQRT1_2;
const draws = 200;
const shortest = 0.3;
/** Logarithms of ratios are moved by it, so that they are positive as durations are. */
const shift = 10;

export type ThroughputForecast = { quantile: (share: number) => number; rehearsals: number };

type Day = { finishes: Float64Array; rhythm: Float64Array; perDay: number; expected: Float64Array };

/**
 * Answers "in how many days are the next `count` items finished?" for any moment of a history, with only what was known then. Two
 * forecasters that err for different reasons are averaged: the pace of the last twelve weeks, and the stock (what is open, by age,
 * with what arrives). How much each is believed, and how far both were off, is learnt from the same question asked on past days.
 */
export function throughputForecaster(
  history: FlowHistory,
  seed: number,
): (count: number, now: number) => ThroughputForecast {
  const kept = new Map<number, Day>();
  const dayAt = (now: number): Day => {
    const known = kept.get(now);
    if (known) return known;
    const finishes = finishesBy(history, now);
    const recent = finishes.filter((finish) => finish > now - paceDays).length;
    const day = {
      finishes,
      rhythm: weekRhythm(finishes, now),
      perDay: Math.max(0.01, recent / paceDays),
      expected: expectedFinishes(history, finishes[0] ?? now, now),
    };
    kept.set(now, day);
    return day;
  };
  const guesses = (count: number, now: number) => {
    const { rhythm, perDay, expected } = dayAt(now);
    return [count / perDay, daysUntil(expected, count)].map((even) => Math.max(shortest, calendarDays(rhythm, even)));
  };
  return (count, now) => {
    const { finishes } = dayAt(now);
    const asked = rehearsalsOf(finishes, count, now);
    const closed = asked.filter(({ open }) => !open);
    const trust = trustOf(closed.map(({ at, days }) => guesses(count, at).map((guess) => logRatio(days, guess))));
    const middle = (at: number) => {
      const logs = guesses(count, at).map((guess, n) => (trust[n] ?? 0) * Math.log(guess));
      return Math.exp(logs.reduce((a, b) => a + b, 0) / trust.reduce((a, b) => a + b, 0));
    };
    const guess = middle(now);
    // Questions over a month asked every third day overlap: what counts is how often the month fits in.
    const span = asked.length === 0 ? 0 : now - (asked.at(-1)?.at ?? now);
    const independent = Math.min(60, span / Math.min(60, Math.max(3, guess)));
    const drawn = drawnRatios(finishes, count, now, seed);
    const errors = withOpenEnds(
      [...drawn, ...asked.map(({ at, days }) => logRatio(days, middle(at)))].map((ratio) => ratio + shift),
      [...drawn.map(() => belief / drawn.length), ...asked.map(() => independent / asked.length)],
      [...drawn.map(() => 0), ...asked.map(({ open }) => (open ? 1 : 0))],
    );
    return { quantile: (share) => guess * Math.exp(errorAt(errors, share)), rehearsals: closed.length };
  };
}

const logRatio = (days: number, guess: number) => Math.log(Math.max(days, shortest) / guess);

function errorAt(errors: WeightedSample, share: number): number {
  return Math.min(2, quantileOf(errors, share) - shift);
}

function finishesBy(history: FlowHistory, now: number): Float64Array {
  const finishes: number[] = [];
  for (const item of history.items) {
    const finish = finishedBy(item, history.done, now);
    if (!Number.isNaN(finish)) finishes.push(finish);
  }
  return Float64Array.from(finishes).sort();
}

/** When a growing curve of expectation reaches the count, in days; beyond its end it goes on at its average. */
function daysUntil(expected: Float64Array, count: number): number {
  for (let day = 1; day < expected.length; day++) {
    const before = expected[day - 1] ?? 0;
    const after = expected[day] ?? 0;
    if (after >= count) return day - 1 + (count - before) / Math.max(1e-9, after - before);
  }
  const last = expected.length - 1;
  return (last * count) / Math.max(1, expected[last] ?? 0);
}

/** The question asked on past days: how long it took, or, still open, has taken so far. */
function rehearsalsOf(finishes: Float64Array, count: number, now: number) {
  const asked: { at: number; days: number; open: boolean }[] = [];
  const first = (finishes[0] ?? now) + warmUpDays;
  for (let at = now - rehearsalEvery; at >= Math.max(now - rehearsalDays, first); at -= rehearsalEvery) {
    let before = 0;
    while (before < finishes.length && (finishes[before] ?? 0) <= at) before++;
    const end = finishes[before + count - 1];
    asked.push(end === undefined ? { at, days: now - at, open: true } : { at, days: end - at, open: false });
  }
  return asked;
}

/** How much each forecaster is believed: by the inverse of its error in the rehearsals, sharply; alike when there were few. */
function trustOf(errors: readonly (readonly number[])[]): number[] {
  if (errors.length < fewest) return [1, 1];
  const means = [0, 1].map((n) => errors.reduce((sum, each) => sum + Math.abs(each[n] ?? 0), 0) / errors.length);
  const least = Math.min(...means);
  return means.map((mean) => (least / Math.max(mean, 1e-6)) ** 4);
}

/** How far weeks drawn from the last twelve lie from their average, as logarithms of ratios: the plain bootstrap's spread. */
function drawnRatios(finishes: Float64Array, count: number, now: number, seed: number): number[] {
  const first = finishes[0] ?? now;
  const weeks = Math.max(1, Math.min(12, Math.floor((now - first) / 7)));
  const counts = Array.from(
    { length: weeks },
    (_, week) => finishes.filter((finish) => finish > now - 7 * (week + 1) && finish <= now - 7 * week).length,
  );
  const mean = Math.max(0.1, counts.reduce((a, b) => a + b, 0) / weeks);
  const even = Math.max(shortest, (7 * count) / mean);
  const random = seededRandom(seed);
  return Array.from({ length: draws }, () => {
    let left = count;
    let days = 0;
    for (let week = 0; week < 400; week++) {
      const done = counts[Math.floor(random() * weeks)] ?? 0;
      if (done >= left) return independence * logRatio(days + (7 * left) / Math.max(1, done), even);
      left -= done;
      days += 7;
    }
    return independence * logRatio(days, even);
  });
}
