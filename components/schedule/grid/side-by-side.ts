import type { MinuteSpan } from "./hour-scale";

/** Where something stands across its column: fractions of its width. */
export type Share = { left: number; width: number };

/**
 * Things that overlap in time stand side by side, each as wide as its weight among them; whatever has its time to itself takes
 * the whole width. The answers are in the order of the things.
 */
export function sideBySide<T extends MinuteSpan>(things: readonly T[], weightOf: (thing: T) => number): Share[] {
  const shares = new Map<T, Share>();
  const inOrder = things.toSorted((a, b) => a.from - b.from || b.to - a.to);
  let cluster: T[] = [];
  let clusterEnd = Number.NEGATIVE_INFINITY;
  const close = () => {
    for (const [thing, share] of divide(cluster, weightOf)) shares.set(thing, share);
  };
  for (const thing of inOrder) {
    if (thing.from >= clusterEnd) {
      close();
      cluster = [];
    }
    cluster.push(thing);
    clusterEnd = Math.max(cluster.length === 1 ? thing.to : clusterEnd, thing.to);
  }
  close();
  return things.map((thing) => shares.get(thing) ?? { left: 0, width: 1 });
}

function divide<T extends MinuteSpan>(cluster: readonly T[], weightOf: (thing: T) => number): [T, Share][] {
  const columns: { end: number; weight: number; things: T[] }[] = [];
  for (const thing of cluster) {
    const column = columns.find(({ end }) => end <= thing.from);
    if (column === undefined) columns.push({ end: thing.to, weight: weightOf(thing), things: [thing] });
    else {
      column.end = thing.to;
      column.weight = Math.max(column.weight, weightOf(thing));
      column.things.push(thing);
    }
  }
  const total = columns.reduce((sum, { weight }) => sum + weight, 0);
  let before = 0;
  return columns.flatMap(({ weight, things }) => {
    const share = { left: before / total, width: weight / total };
    before += weight;
    return things.map((thing): [T, Share] => [thing, share]);
  });
}
