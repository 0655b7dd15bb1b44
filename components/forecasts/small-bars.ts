/** A dozen bars of three pixels with one between them. */
export const smallBars = { most: 12, step: 4, wide: 3, high: 14 } as const;

/** Room for so many bars. */
export const smallWidth = (count: number) => Math.max(1, count) * smallBars.step - 1;

/**
 * The bars `from` up to `to` as one path, the tallest of all as high as the picture. A step in which hardly any run ends keeps a line at
 * its foot, so that one sees that time passes there.
 */
export function barsPath(shares: readonly number[], from: number, to: number): string {
  const most = Math.max(...shares, 0);
  return shares
    .slice(0, smallBars.most)
    .map((share, index) => {
      if (index < from || index >= to) return "";
      const tall = most === 0 ? 1 : Math.max(1, Math.round((share / most) * smallBars.high));
      return `M${index * smallBars.step} ${smallBars.high - tall}h${smallBars.wide}v${tall}h-${smallBars.wide}z`;
    })
    .join("");
}
