import { thinned, type WeightedSample, weightedSample } from "@/lib/domain/forecast/weighted-sample";
import { type FlowHistory, type FlowItem, finishedBy, stepAt } from "./history";

/** How far back, in days: the last quarter, and the year. */
const memories = [90, 365] as const;
/** What lies longer ago is looked at every so many days only: one day is much like the next. */
const sparseAfter = 90;
const sparseEvery = 5;

/** How near a past moment must be: a day and a tenth of the age, a day and three tenths of the time in the state. */
const agePart = 0.1;
const statePart = 0.3;
const farthest = 5;
/** Less weight than that, and other states and ages are looked at, too. */
const thin = 4;
const points = 100;

export type Standing = { state: number; age: number; inState: number };

/** Past moments of one state, by age: days in age, in the state, until it was finished, and back from now; and which item it was. */
type Moments = {
  age: Float64Array;
  inState: Float64Array;
  left: Float64Array;
  back: Float64Array;
  item: Float64Array;
};

/**
 * How long items that stood alike took, and how many items tell it: a hundred days on which the same item was open are one witness.
 * Items count as so many of equal weight as would tell as much (Kish, 1965).
 */
export type Remaining = WeightedSample & { witnesses: number };

/** What the past says at one moment; only what was known then has gone in. */
export type Landmarks = ReadonlyMap<number, Moments>;

/** Where an item stands at `now`: its state, its age and how long it is there, in days. */
export function standingOf(item: FlowItem, now: number): Standing {
  const step = stepAt(item, now);
  return {
    state: item.states[step] ?? -1,
    age: now - (item.times[0] ?? now),
    inState: now - (item.times[step] ?? now),
  };
}

/**
 * The past seen from every day of the last year ("landmarks", van Houwelingen 2007): each item that was open on that day and is
 * finished now, where it stood, and how long it took from there.
 */
export function landmarksAt(history: FlowHistory, now: number): Landmarks {
  const longest = memories[1];
  const rows = new Map<number, number[][]>();
  for (const [number, item] of history.items.entries()) {
    const end = finishedBy(item, history.done, now);
    if (!(end >= now - longest)) continue;
    const start = item.times[0] ?? end;
    let step = 0;
    let back = Math.floor(now - Math.max(now - longest, start));
    while (back >= 0) {
      const at = now - back;
      if (at >= end) break;
      while (step + 1 < item.times.length && (item.times[step + 1] ?? 0) <= at) step++;
      const state = item.states[step] ?? -1;
      if (!history.done.has(state)) {
        const list = rows.get(state) ?? [];
        list.push([at - start, at - (item.times[step] ?? 0), end - at, back, number]);
        rows.set(state, list);
      }
      back -= back > sparseAfter ? Math.min(sparseEvery, back - sparseAfter) : 1;
    }
  }
  const byState = new Map<number, Moments>();
  for (const [state, list] of rows) {
    list.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
    const column = (n: number) => Float64Array.from(list, (row) => row[n] ?? 0);
    byState.set(state, { age: column(0), inState: column(1), left: column(2), back: column(3), item: column(4) });
  }
  return byState;
}

/**
 * How long items that stood alike took from there, over the last quarter and over the year: each moment weighed by how near its age
 * and its time in the state come.
 */
export function remainingTimes(landmarks: Landmarks, standing: Standing): [quarter: Remaining, year: Remaining] {
  const own = landmarks.get(standing.state);
  const over = (memory: number): Remaining => {
    const near = toldBy(own ? [momentsNear(own, standing, memory, 1)] : []);
    if (near.total >= thin) return { ...thinned(near, points), witnesses: near.witnesses };
    // Nothing like it was seen: whatever was open counts, the nearer the more.
    const wide = toldBy([...landmarks.values()].map((moments) => momentsNear(moments, standing, memory, 4)));
    return { ...thinned(wide, points), witnesses: wide.witnesses };
  };
  return [over(memories[0]), over(memories[1])];
}

type Near = { values: number[]; weights: number[]; items: number[] };

function toldBy(parts: readonly Near[]): Remaining {
  const weights = parts.flatMap((part) => part.weights);
  const perItem = new Map<number, number>();
  for (const [n, item] of parts.flatMap(({ items }) => items).entries()) {
    perItem.set(item, (perItem.get(item) ?? 0) + (weights[n] ?? 0));
  }
  const sample = weightedSample(
    parts.flatMap(({ values }) => values),
    weights,
  );
  const squares = [...perItem.values()].reduce((sum, weight) => sum + weight * weight, 0);
  return { ...sample, witnesses: squares > 0 ? sample.total ** 2 / squares : 0 };
}

function momentsNear(moments: Moments, { age, inState }: Standing, memory: number, wider: number): Near {
  const spreadAge = (1 + agePart * age) * wider;
  const spreadState = (1 + statePart * inState) * wider;
  const near: Near = { values: [], weights: [], items: [] };
  for (let i = firstAbove(moments.age, age - farthest * spreadAge); i < moments.age.length; i++) {
    const a = ((moments.age[i] ?? 0) - age) / spreadAge;
    if (a > farthest) break;
    const back = moments.back[i] ?? 0;
    if (back > memory) continue;
    const s = ((moments.inState[i] ?? 0) - inState) / spreadState;
    if (s > farthest || s < -farthest) continue;
    near.values.push(moments.left[i] ?? 0);
    near.weights.push(Math.exp(-(a * a + s * s) / 2) * (back > sparseAfter ? sparseEvery : 1));
    near.items.push(moments.item[i] ?? 0);
  }
  return near;
}

function firstAbove(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
