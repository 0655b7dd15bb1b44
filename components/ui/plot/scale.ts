/** Maps a value of the domain to a place on the screen. */
export type Scale = (value: number) => number;

export function linearScale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const span = to - from;
  return (value) => (span === 0 ? start : start + ((value - from) / span) * (end - start));
}

const steps = [1, 2, 2.5, 5, 10] as const;

/** Round values from 0 up to the first that is not below `max`, about `count` of them: the ticks of an axis. Whole numbers if asked. */
export function ticksUpTo(max: number, count: number, whole = false): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = max / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const found = steps.map((step) => step * power).find((step) => step >= rough * 0.999) ?? 10 * power;
  const step = whole ? Math.max(1, Math.ceil(found)) : found;
  const last = Math.ceil(max / step - 1e-9);
  return Array.from({ length: last + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Which of `length` things get a label when there is room for about `room` of them: every so many, the first among them. */
export function labelledEvery(length: number, room: number): number {
  return Math.max(1, Math.ceil(length / Math.max(1, room)));
}

/** Places on the screen, each moved up as little as leaves `gap` between neighbours: labels of lines that lie close together. */
export function spacedUpwards(places: readonly number[], gap: number): number[] {
  const spaced = [...places];
  let above = Number.POSITIVE_INFINITY;
  // From the lowest up.
  for (const index of places.map((_, n) => n).sort((a, b) => (places[b] ?? 0) - (places[a] ?? 0))) {
    above = Math.min(places[index] ?? 0, above - gap);
    spaced[index] = above;
  }
  return spaced;
}
