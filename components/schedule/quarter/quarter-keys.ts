import type { KeyboardEvent } from "react";

/**
 * Arrow keys go along a row from cell to cell, and to the nearest day of the rows above and below. The quarter is one tab stop.
 */
export function moveInQuarter(event: KeyboardEvent<HTMLElement>): void {
  if (!/^Arrow/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-quarter-cell]") : null;
  const row = here?.closest<HTMLElement>("[data-quarter-row]");
  if (!here || !row) return;
  event.preventDefault();
  const next =
    event.key === "ArrowLeft" || event.key === "ArrowRight"
      ? alongRow(row, here, event.key === "ArrowLeft" ? -1 : 1)
      : inNextRow(event.currentTarget, row, here, event.key === "ArrowUp" ? -1 : 1);
  if (next === undefined) return;
  here.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

const dayOf = (cell: HTMLElement) => Number(cell.dataset.day);
const cellsOf = (row: HTMLElement) =>
  [...row.querySelectorAll<HTMLElement>("[data-quarter-cell]")].sort((a, b) => dayOf(a) - dayOf(b));

function alongRow(row: HTMLElement, here: HTMLElement, step: number): HTMLElement | undefined {
  const cells = cellsOf(row);
  return cells[cells.indexOf(here) + step];
}

function inNextRow(grid: HTMLElement, row: HTMLElement, here: HTMLElement, step: number): HTMLElement | undefined {
  const rows = [...grid.querySelectorAll<HTMLElement>("[data-quarter-row]")];
  for (let index = rows.indexOf(row) + step; rows[index] !== undefined; index += step) {
    const cells = cellsOf(rows[index] as HTMLElement);
    const [nearest] = cells.sort((a, b) => Math.abs(dayOf(a) - dayOf(here)) - Math.abs(dayOf(b) - dayOf(here)));
    if (nearest) return nearest;
  }
  return undefined;
}
