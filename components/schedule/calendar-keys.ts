import type { KeyboardEvent } from "react";

type Box = { left: number; right: number; top: number; bottom: number };
type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

const isArrow = (key: string): key is Direction => /^Arrow(?:Up|Down|Left|Right)$/.test(key);
const gap = (a: number, b: number, c: number, d: number) => Math.max(0, c - b, a - d);

/**
 * How far a box lies in a direction: straight on first, and the less it is off to the side the better. `undefined`: it does not
 * lie that way.
 */
export function distanceTowards(direction: Direction, from: Box, to: Box): number | undefined {
  const middle = (box: Box) => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });
  const here = middle(from);
  const there = middle(to);
  const aside = 3;
  switch (direction) {
    case "ArrowUp":
    case "ArrowDown": {
      const ahead = direction === "ArrowDown" ? there.y - here.y : here.y - there.y;
      if (ahead <= 1) return undefined;
      return ahead + aside * gap(from.left, from.right, to.left, to.right) + 0.05 * Math.abs(there.x - here.x);
    }
    case "ArrowLeft":
    case "ArrowRight": {
      const ahead = direction === "ArrowRight" ? to.left - from.left : from.left - to.left;
      if (ahead <= 1) return undefined;
      return ahead + aside * gap(from.top, from.bottom, to.top, to.bottom) + 0.05 * Math.abs(there.y - here.y);
    }
  }
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
