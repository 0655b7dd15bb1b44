/** A half-open stretch of time: `start` belongs to it, `end` does not. `start < end` unless a function says otherwise. */
export type Range = { start: Date; end: Date };

export function isEmpty(range: Range): boolean {
  return range.start >= range.end;
}

/** Whether the two share at least one instant. Ranges that only touch do not overlap. */
export function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end && !isEmpty(a) && !isEmpty(b);
}

/** Whether the instant lies in the range: its start does, its end does not. */
export function contains(range: Range, instant: Date): boolean {
  return range.start <= instant && instant < range.end;
}

/** Whether `inner` lies wholly inside `outer`; equal bounds are inside. */
export function encloses(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** What the two share, or `undefined` when that is nothing. */
export function intersect(a: Range, b: Range): Range | undefined {
  const shared = { start: a.start > b.start ? a.start : b.start, end: a.end < b.end ? a.end : b.end };
  return isEmpty(shared) ? undefined : shared;
}

/** The same instants as the fewest ranges, in order: overlapping and touching ones become one, empty ones vanish. */
export function merge(ranges: readonly Range[]): Range[] {
  const sorted = ranges.filter((range) => !isEmpty(range)).sort((a, b) => a.start.getTime() - b.start.getTime());
  const merged: Range[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) {
      if (range.end > last.end) last.end = range.end;
    } else {
      merged.push({ ...range });
    }
  }
  return merged;
}

/** What is left of `from` once `taken` is cut out, as the fewest ranges in order. */
export function subtract(from: readonly Range[], taken: readonly Range[]): Range[] {
  const cuts = merge(taken);
  const left: Range[] = [];
  for (const range of merge(from)) {
    let start = range.start;
    for (const cut of cuts) {
      if (cut.end <= start) continue;
      if (cut.start >= range.end) break;
      if (cut.start > start) left.push({ start, end: cut.start });
      start = cut.end;
    }
    if (start < range.end) left.push({ start, end: range.end });
  }
  return left;
}

/** Length in milliseconds, as time really passes (a day with a clock change is 23 or 25 hours long). */
export function lengthMs(range: Range): number {
  return range.end.getTime() - range.start.getTime();
}

/** A test for many questions: whether a range shares an instant with any of these. */
export function overlapsAnyOf(ranges: readonly Range[]): (range: Range) => boolean {
  const taken = merge(ranges);
  return (range) => {
    let [low, high] = [0, taken.length];
    // The first stretch that ends after the range begins is the only one that can begin before it ends.
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((taken[middle] as Range).end > range.start) high = middle;
      else low = middle + 1;
    }
    const next = taken[low];
    return next !== undefined && overlaps(next, range);
  };
}
