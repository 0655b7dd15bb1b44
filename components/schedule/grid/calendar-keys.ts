type Edges = { left: number; right: number; top: number; bottom: number };
export type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

export const isArrow = (key: string): key is Direction => /^Arrow(?:Up|Down|Left|Right)$/.test(key);
/** In pixels. */
const sharedBorder = 8;
const asideCosts = 3;
const driftCosts = 0.05;
const gap = (a: number, b: number, c: number, d: number) => Math.max(0, c - b, a - d);

/**
 * How far a box lies in a direction: straight on first, and the less it is off to the side the better. `undefined`: it does not
 * lie that way.
 */
export function distanceTowards(direction: Direction, from: Edges, to: Edges): number | undefined {
  const vertical = direction === "ArrowUp" || direction === "ArrowDown";
  const ahead = {
    ArrowUp: from.top - to.bottom,
    ArrowDown: to.top - from.bottom,
    ArrowLeft: from.left - to.right,
    ArrowRight: to.left - from.right,
  }[direction];
  // Neighbours may share a border, no more: what stands beside is not what lies below.
  if (ahead < -sharedBorder) return undefined;
  const aside = vertical
    ? gap(from.left, from.right, to.left, to.right)
    : gap(from.top, from.bottom, to.top, to.bottom);
  const drift = vertical ? Math.abs(to.left - from.left) : Math.abs(to.top - from.top);
  return ahead + asideCosts * aside + driftCosts * drift;
}
