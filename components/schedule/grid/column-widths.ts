/** What a column of the calendar needs at least, in pixels, and its share of what is left. */
export type ColumnNeed = { least: number; share: number };

/**
 * The widths that CSS Grid gives to `minmax(<least>px, <share>fr)`: known without asking the page, which must hold still while
 * something is dragged over it and cannot be asked before it is drawn.
 */
export function columnWidths(needs: readonly ColumnNeed[], available: number): number[] {
  const stuck = new Set<number>();
  for (;;) {
    const free = needs.flatMap((need, index) => (stuck.has(index) ? [] : [{ ...need, index }]));
    const taken = needs.reduce((sum, { least }, index) => sum + (stuck.has(index) ? least : 0), 0);
    const shares = free.reduce((sum, { share }) => sum + share, 0);
    const perShare = Math.max(0, available - taken) / Math.max(shares, 1e-9);
    const tooNarrow = free.filter(({ least, share }) => share * perShare < least);
    if (tooNarrow.length === 0) {
      return needs.map(({ least, share }, index) => (stuck.has(index) ? least : share * perShare));
    }
    for (const { index } of tooNarrow) stuck.add(index);
  }
}

/** Where each column begins, and where the last one ends. */
export function columnEdges(widths: readonly number[], from: number): number[] {
  const edges = [from];
  for (const width of widths) edges.push((edges.at(-1) ?? from) + width);
  return edges;
}

/** Fractions that add up to less than one would leave the rest of the width empty: a Saturday alone has all of it. */
const fractionsOfShare = 10;

/** As CSS writes them. */
export function columnTemplate(needs: readonly ColumnNeed[]): string {
  return needs.map(({ least, share }) => `minmax(${least}px, ${share * fractionsOfShare}fr)`).join(" ");
}
