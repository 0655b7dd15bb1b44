import type { KeyboardEvent } from "react";

type Box = { left: number; right: number; top: number; bottom: number };
type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

const isArrow = (key: string): key is Direction => /^Arrow(?:Up|Down|Left|Right)$/.test(key);
/** In pixels. */
const sharedBorder = 8;
const asideCosts = 3;
const driftCosts = 0.05;
const gap = (a: number, b: number, c: number, d: number) => Math.max(0, c - b, a - d);

/**
 * How far a box lies in a direction: straight on first, and the less it is off to the side the better. `undefined`: it does not
 * lie that way.
 */
export function distanceTowards(direction: Direction, from: Box, to: Box): number | undefined {
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

const cellsIn = (grid: HTMLElement) => [...grid.querySelectorAll<HTMLElement>("[data-cell]")];

/**
 * Arrow keys go from cell to cell of the calendar by where they stand on screen. The calendar is one tab stop: only the cell
 * that was focused last can be reached by Tab, as in a grid of the ARIA practices.
 */
export function moveByArrow(event: KeyboardEvent<HTMLElement>): void {
  if (!isArrow(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const direction = event.key;
  const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-cell]") : null;
  if (here === null) return;
  // Also when nothing lies that way: the page must not jump to another week under the reader's finger.
  event.preventDefault();
  const from = here.getBoundingClientRect();
  let best: { cell: HTMLElement; distance: number } | undefined;
  for (const cell of cellsIn(event.currentTarget)) {
    if (cell === here) continue;
    const distance = distanceTowards(direction, from, cell.getBoundingClientRect());
    if (distance !== undefined && (best === undefined || distance < best.distance)) best = { cell, distance };
  }
  best?.cell.focus();
}

/** Makes one cell reachable by Tab: the given one, or else the first. */
export function keepOneTabStop(grid: HTMLElement, wanted?: HTMLElement): void {
  const cells = cellsIn(grid);
  const stop = wanted ?? cells.find((cell) => cell.tabIndex === 0) ?? cells[0];
  for (const cell of cells) if (cell.tabIndex === 0 && cell !== stop) cell.tabIndex = -1;
  if (stop) stop.tabIndex = 0;
}
