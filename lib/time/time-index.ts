import type { Range } from "./range";

/** Stretches put in order once, for many questions about single instants. */
export type TimeIndex<Item extends { during: Range }> = {
  /** What an instant lies in, in the order in which the items were given. */
  at: (instant: Date) => Item[];
  /** What begins after an instant, in order of its start. */
  startingAfter: (instant: Date) => Iterable<Item>;
};

const indexes = new WeakMap<readonly { during: Range }[], TimeIndex<{ during: Range }>>();

/**
 * The index of a list, made at the first question and kept as long as the list is: whoever asks about every slot of a week asks with the
 * same list. The list and its ranges must not change afterwards.
 */
export function timeIndex<Item extends { during: Range }>(items: readonly Item[]): TimeIndex<Item> {
  const known = indexes.get(items);
  // A list has one index, and that holds the list's own items.
  if (known !== undefined) return known as TimeIndex<Item>;
  const made = makeIndex(items);
  indexes.set(items, made as TimeIndex<{ during: Range }>);
  return made;
}

function makeIndex<Item extends { during: Range }>(items: readonly Item[]): TimeIndex<Item> {
  const startOf = (position: number) => items[position]?.during.start.getTime() ?? Number.NaN;
  const endOf = (position: number) => items[position]?.during.end.getTime() ?? Number.NaN;
  const order = Uint32Array.from(items.keys()).sort((a, b) => startOf(a) - startOf(b) || a - b);
  const starts = Float64Array.from(order, startOf);
  const ends = Float64Array.from(order, endOf);
  // The latest end so far: behind the place where it is past, nothing earlier reaches the instant.
  const reach = Float64Array.from(ends);
  for (let at = 1; at < reach.length; at++) reach[at] = Math.max(reach[at] ?? 0, reach[at - 1] ?? 0);
  return {
    at(instant) {
      const time = instant.getTime();
      const found: number[] = [];
      for (let place = firstAfter(starts, time) - 1; place >= 0 && (reach[place] ?? 0) > time; place--) {
        if ((ends[place] ?? 0) > time) found.push(order[place] ?? 0);
      }
      return found.sort((a, b) => a - b).map((position) => items[position] as Item);
    },
    *startingAfter(instant) {
      for (let place = firstAfter(starts, instant.getTime()); place < order.length; place++) {
        const item = items[order[place] ?? 0];
        if (item !== undefined) yield item;
      }
    },
  };
}

/** The first place whose start is later than the instant. */
function firstAfter(starts: Float64Array, time: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}
