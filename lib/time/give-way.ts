import { type Range, subtract } from "./range";

/** An opening and the wall times it was made of, counted as `wallTimeMs` counts. */
export type Placed<Opening extends { during: Range }> = {
  opening: Opening;
  startWall: number;
  endWall: number;
  /** Its start or its end is a wall time that the clock jumps over. */
  touchesGap: boolean;
};

const dayMs = 86_400_000;

/**
 * What a clock change pushes into the openings after it gives way to them: it keeps the first part that none of them takes, and
 * when that is nothing it does not take place that day. So openings that follow each other on the wall clock never overlap as
 * time really passes, and all of them together are open exactly as long as they would be otherwise: hourly openings in Berlin
 * are 01:00, 03:00, 04:00 in the night of the jump, the one of 02:00 being where 03:00 stands already.
 *
 * Only openings that touch the gap can be pushed, and only into later ones that start within its length: what an opening becomes
 * does not depend on how far one looks. Openings that overlap on the wall clock too are left as they are (a freeze's may).
 *
 * @param placed in order of their wall starts
 */
export function giveWay<Opening extends { during: Range }>(
  placed: readonly Placed<Opening>[],
): { kept: Opening[]; leftOut: Opening[] } {
  const kept: Opening[] = [];
  const leftOut: Opening[] = [];
  for (const [index, { opening, endWall, touchesGap }] of placed.entries()) {
    if (!touchesGap) {
      kept.push(opening);
      continue;
    }
    const [during] = subtract([opening.during], takenAfter(placed, index, endWall));
    if (during === undefined) leftOut.push(opening);
    else kept.push({ ...opening, during });
  }
  return { kept, leftOut };
}

function takenAfter(placed: readonly Placed<{ during: Range }>[], index: number, endWall: number): Range[] {
  const taken: Range[] = [];
  for (let next = index + 1; next < placed.length; next++) {
    const later = placed[next];
    // No clock jumps by more than a day.
    if (later === undefined || later.startWall > endWall + dayMs) break;
    if (later.startWall >= endWall) taken.push(later.opening.during);
  }
  return taken;
}
