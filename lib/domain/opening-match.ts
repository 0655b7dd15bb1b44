import type { Opening } from "@/lib/time/recurrence";
import { type WallTime, wallTimeMs } from "@/lib/time/wall-time";

type Standing = { id: string; originalLocalStart: WallTime };

const dayOf = (start: WallTime) => start.slice(0, 10);
const distance = (a: WallTime, b: WallTime) => Math.abs((wallTimeMs(a) ?? 0) - (wallTimeMs(b) ?? 0));

function byDay<Item extends { originalLocalStart: WallTime }>(items: readonly Item[]): Map<string, Item[]> {
  const days = new Map<string, Item[]>();
  const inOrder = items.toSorted((a, b) => (a.originalLocalStart < b.originalLocalStart ? -1 : 1));
  for (const item of inOrder) {
    const day = dayOf(item.originalLocalStart);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return days;
}

/**
 * Which opening of a changed rule each standing one becomes where the rule no longer gives its own start: one of the same day, so
 * that a window that opens an hour later takes its slots along. As many as before: in order. Fewer or more: each opening takes
 * the nearest that is left. Openings of other days are other openings.
 */
export function matchByDay(standing: readonly Standing[], openings: readonly Opening[]): Map<string, Opening> {
  const matched = new Map<string, Opening>();
  const before = byDay(standing);
  for (const [day, after] of byDay(openings)) {
    const left = [...(before.get(day) ?? [])];
    const inOrder = left.length === after.length;
    for (const opening of after) {
      const place = inOrder ? 0 : nearest(left, opening.originalLocalStart);
      const [chosen] = left.splice(place, 1);
      if (chosen !== undefined) matched.set(chosen.id, opening);
    }
  }
  return matched;
}

function nearest(standing: readonly Standing[], start: WallTime): number {
  let best = 0;
  for (const [index, each] of standing.entries()) {
    const so = standing[best];
    if (so && distance(each.originalLocalStart, start) < distance(so.originalLocalStart, start)) best = index;
  }
  return best;
}
