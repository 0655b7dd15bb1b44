/** Something with a name at a day. */
export type Labelled = { day: number; label: string };
export type PlacedLabel<T> = T & { row: number; hasRoom: boolean };

/** About what a letter of a small label takes of the width. */
const letterWidth = 5.6;
const markWidth = 16;

/**
 * Spreads labels over rows so that none covers another. What finds no room keeps its mark, in the row that is free the longest: its
 * name is told on hover and to screen readers.
 */
export function placeLabels<T extends Labelled>(items: readonly T[], dayWidth: number, rows: number): PlacedLabel<T>[] {
  const freeFrom = Array.from({ length: rows }, () => 0);
  return items
    .toSorted((a, b) => a.day - b.day)
    .map((item) => {
      const left = item.day * dayWidth;
      const width = markWidth + item.label.length * letterWidth;
      const row = freeFrom.findIndex((free) => free <= left);
      if (row >= 0) {
        freeFrom[row] = left + width;
        return { ...item, row, hasRoom: true };
      }
      const least = freeFrom.indexOf(Math.min(...freeFrom));
      return { ...item, row: least, hasRoom: false };
    });
}
