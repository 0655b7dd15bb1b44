import type { FreeRoom, Slot } from "@/components/schedule/schedule-data";
import { type Direction, distanceTowards } from "./calendar-keys";
import { type Box, columnOf, type Layout, pieceBox } from "./layout";

/** What the keyboard goes to: slots, free room, folded hours. */
export type Cell = { key: string; day: number; box: Box } & (
  | { kind: "slot"; slot: Slot }
  | { kind: "free"; room: FreeRoom }
  | { kind: "fold"; from: number }
);

/** A night's slot stands in two days, each time as a cell of its own. */
export const slotKey = (slotId: string, day: number) => `slot ${slotId} ${day}`;
export const freeKey = ({ occurrenceId, lane, during }: FreeRoom, day: number) =>
  `free ${occurrenceId} ${lane} ${during.start.getTime()} ${day}`;
export const foldKey = (from: number, day: number) => `fold ${from} ${day}`;

/** Every cell of the calendar, drawn or not. */
export function cellsOf(layout: Layout): Cell[] {
  return layout.plans.flatMap(({ bands, anytime }, day): Cell[] => {
    const column = columnOf(layout, day);
    const folds = layout.scale.pieces
      .filter(({ kind }) => kind === "folded")
      .map(({ from, top, height }): Cell => {
        return { kind: "fold", key: foldKey(from, day), day, from, box: { ...column, top, height } };
      });
    const inBands = bands.flatMap((band): Cell[] => [
      ...band.slots.map((piece): Cell => {
        const box = pieceBox(layout, day, piece, band);
        return { kind: "slot", key: slotKey(piece.of.id, day), day, slot: piece.of, box };
      }),
      ...band.free.map((piece): Cell => {
        const box = pieceBox(layout, day, piece, band);
        return { kind: "free", key: freeKey(piece.of, day), day, room: piece.of, box };
      }),
    ]);
    const beside = anytime.map((piece): Cell => {
      return { kind: "slot", key: slotKey(piece.of.id, day), day, slot: piece.of, box: pieceBox(layout, day, piece) };
    });
    return [...folds, ...inBands, ...beside];
  });
}

const edgesOf = ({ left, top, width, height }: Box) => ({ left, right: left + width, top, bottom: top + height });

/** The cell that lies that way from another, straight on first. `undefined`: none does. */
export function cellTowards(cells: readonly Cell[], here: Cell, direction: Direction): Cell | undefined {
  let best: { cell: Cell; distance: number } | undefined;
  for (const cell of cells) {
    if (cell.key === here.key) continue;
    const distance = distanceTowards(direction, edgesOf(here.box), edgesOf(cell.box));
    if (distance !== undefined && (best === undefined || distance < best.distance)) best = { cell, distance };
  }
  return best?.cell;
}

/** The cell whose beginning is nearest to that of a box. */
export function nearestCell(cells: readonly Cell[], box: Pick<Box, "left" | "top">): Cell | undefined {
  const far = ({ left, top }: Box) => Math.hypot(left - box.left, top - box.top);
  let nearest: Cell | undefined;
  for (const cell of cells) {
    if (cell.kind === "fold") continue;
    if (nearest === undefined || far(cell.box) < far(nearest.box)) nearest = cell;
  }
  return nearest;
}
