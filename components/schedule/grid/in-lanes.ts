import type { Piece, Placed } from "./placed";
import { sideBySide } from "./side-by-side";

/** Within one lane things normally follow each other; a missed slot and its successor in the same room share the width. */
export function inLanes<T extends { lane: number }>(pieces: readonly Piece<T>[], lanes: number): Placed<T>[] {
  const byLane = new Map<number, Piece<T>[]>();
  for (const piece of pieces) {
    const own = byLane.get(piece.of.lane);
    if (own) own.push(piece);
    else byLane.set(piece.of.lane, [piece]);
  }
  return [...byLane].flatMap(([lane, own]) => {
    const shares = sideBySide(own, () => 1);
    return own.map((piece, place) => {
      const { left, width } = shares[place] ?? { left: 0, width: 1 };
      return { ...piece, left: (lane - 1 + left) / lanes, width: width / lanes };
    });
  });
}
