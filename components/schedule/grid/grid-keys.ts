"use client";

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { StepKey } from "@/components/schedule/drag/steps";
import type { Carry } from "@/components/schedule/drag/use-carry";
import type { FreeRoom } from "@/components/schedule/schedule-data";
import { isArrow } from "./calendar-keys";
import { type Cell, cellsOf, cellTowards, nearestCell } from "./cells";
import type { Box, Layout } from "./layout";

export const gridHelp = {
  id: "calendar-help",
  text: "Arrow keys go from slot to slot and to free room. Enter opens. On a slot, m picks it up: then arrow keys move it, Shift with arrow keys makes it longer or shorter, Enter puts it down, Escape puts it back. Delete gives it up. On free room, b books it, and Shift with the arrow down draws out how long.",
};

type GridKeysFacts = {
  content: RefObject<HTMLElement | null>;
  layout: Layout;
  carry: Carry;
  focusedKey: string | undefined;
  onFocusCell: (key: string | undefined) => void;
  reveal: (box: Box) => void;
  fold: (from: number) => void;
  onBook: (free?: FreeRoom) => void;
  onGiveUp: (slotId: string) => void;
};

const stepKeys: readonly string[] = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown"];
const cellIn = (grid: HTMLElement, key: string) => grid.querySelector<HTMLElement>(`[data-cell="${CSS.escape(key)}"]`);

/** Everything that the mouse does in the calendar, by key. The calendar is one tab stop, as a grid of the ARIA practices. */
export function useGridKeys(facts: GridKeysFacts) {
  const { content, layout, carry, focusedKey, onFocusCell, reveal, onBook, onGiveUp } = facts;
  const [said, setSaid] = useState("");
  // A slot that goes to another day, or back, is drawn anew there; whoever had it keeps it.
  const focusedSlot = useRef<string>(undefined);
  const focusedCell = useRef<Cell>(undefined);
  // What is drawn changes with scrolling; one of its cells can always be reached by Tab.
  useEffect(() => {
    const grid = content.current;
    if (grid === null) return;
    const focused = focusedKey === undefined ? null : cellIn(grid, focusedKey);
    const stop = focused ?? successor(grid) ?? grid.querySelector<HTMLElement>("[data-cell]");
    for (const cell of grid.querySelectorAll<HTMLElement>('[data-cell][tabindex="0"]')) {
      if (cell !== stop) cell.tabIndex = -1;
    }
    if (stop) stop.tabIndex = 0;
    if (focusedSlot.current === undefined || document.activeElement !== document.body) return;
    grid.querySelector<HTMLElement>(`[data-slot="${CSS.escape(focusedSlot.current)}"]`)?.focus({ preventScroll: true });
  });

  /** Free room that was booked is gone; what stands there now has its place among the ways to go. */
  function successor(grid: HTMLElement): HTMLElement | null {
    const last = focusedCell.current;
    const next = last && nearestCell(cellsOf(layout), last.box);
    return next ? cellIn(grid, next.key) : null;
  }
  function focus(cell: Cell) {
    const grid = content.current;
    if (grid === null) return;
    reveal(cell.box);
    cellIn(grid, cell.key)?.focus({ preventScroll: true });
  }
  function whileCarrying(event: KeyboardEvent<HTMLElement>) {
    if (stepKeys.includes(event.key)) {
      const moved = carry.step(event.key as StepKey, event.shiftKey);
      setSaid(moved ? "" : "There is nothing that way in view.");
    } else if (event.key === "Enter" || event.key === " " || event.key === "m") {
      carry.putDown();
    } else if (event.key === "Escape") {
      carry.putBack();
      setSaid("Put back.");
    } else if (event.key !== "Tab") {
      return;
    } else {
      carry.putBack();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (carry.store.get()?.by === "keys") return whileCarrying(event);
    const key =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cell]")?.dataset.cell : undefined;
    if (key === undefined) return;
    const cells = cellsOf(layout);
    const here = cells.find((cell) => cell.key === key);
    if (here === undefined || !handle(event, here, cells)) return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** Whether the key meant something here. */
  function handle(event: KeyboardEvent<HTMLElement>, here: Cell, cells: readonly Cell[]): boolean {
    if (isArrow(event.key) && event.shiftKey && here.kind === "free") {
      carry.beginRoom(here);
      return true;
    }
    if (isArrow(event.key) && !event.shiftKey) {
      const next = cellTowards(cells, here, event.key);
      if (next) focus(next);
      // Also when nothing lies that way: the page must not jump to another week under the reader's finger.
      return true;
    }
    if (here.kind === "free" && event.key === "b") {
      onBook(here.room);
      return true;
    }
    if (here.kind === "slot" && event.key === "m") {
      setSaid(carry.pickUp(here.slot) ? "" : "This slot cannot be moved by you.");
      return true;
    }
    if (here.kind === "slot" && event.key === "Delete") {
      onGiveUp(here.slot.id);
      return true;
    }
    return false;
  }
  return {
    said,
    onKeyDown,
    onFocus(event: FocusEvent<HTMLElement>) {
      const cell = event.target.closest<HTMLElement>("[data-cell]");
      if (cell?.dataset.cell !== undefined) onFocusCell(cell.dataset.cell);
      focusedSlot.current = cell?.dataset.slot;
      focusedCell.current = cellsOf(layout).find(({ key }) => key === cell?.dataset.cell);
    },
    /** Whoever leaves the calendar leaves nothing in the air. */
    onBlur(event: FocusEvent<HTMLElement>) {
      const stays = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      const left = event.target;
      // What was taken out of the page did not leave it by itself.
      queueMicrotask(() => {
        if (!stays && left.isConnected) focusedSlot.current = undefined;
      });
      if (!stays && carry.store.get()?.by === "keys") carry.putBack();
    },
  };
}
