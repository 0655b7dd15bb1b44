import type { DepartureBlockerEvent } from "./departure-blocker-state";

/** Somebody towards a blocker: whether they raised it, and whether they run the departure that it holds. */
export type BlockerStanding = { raised: boolean; runs: boolean };

/**
 * Whether somebody may end a blocker so. Resolved, it is mended: whoever raised it knows, and so does whoever runs the departure. Waived, it
 * holds all the same and a conductor answers for leaving: never for what they raised themselves, or it would be no second opinion.
 */
export function mayEndBlocker(how: DepartureBlockerEvent, { raised, runs }: BlockerStanding): boolean {
  return how === "resolved" ? raised || runs : runs && !raised;
}
