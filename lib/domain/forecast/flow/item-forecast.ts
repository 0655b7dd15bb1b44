import { blend, quantileOf, rankOf } from "@/lib/domain/forecast/weighted-sample";
import type { FlowHistory, FlowItem } from "./history";
import { landmarksAt, remainingTimes, standingOf } from "./landmarks";

/** The quarter's middle may lie so far from the year's, in shares of the year's draws, for both to be called the same process. */
const sameProcess = 0.28;

/**
 * Answers "in how many days is this item done?" for a moment of a history, with only what was known then. The last quarter speaks; the
 * year joins in, for a steadier answer, where it tells the same story: a process that has changed is not forecast from what it was. What
 * only a few items tell is said with wider marks.
 * Days, by share of the odds; NaN when nothing has ever been finished.
 */
export function forecastItem(history: FlowHistory, item: FlowItem, now: number): (share: number) => number {
  const [quarter, year] = remainingTimes(landmarksAt(history, now), standingOf(item, now));
  if (quarter.total === 0) return (share) => quantileOf(year, forTheNext(share, year.witnesses));
  const isSame = Math.abs(rankOf(year, quantileOf(quarter, 0.5)) - 0.5) <= sameProcess;
  const whole = isSame ? blend([quarter, year], [1, 1]) : quarter;
  const witnesses = isSame ? Math.max(quarter.witnesses, year.witnesses) : quarter.witnesses;
  return (share) => quantileOf(whole, forTheNext(share, witnesses));
}

/**
 * Where to read a mark that is to hold for a case that is still to come: the k-th of n cases is outlived by the next one in
 * 1 − k/(n + 1) of all times, and not in 1 − k/n. The middle stays where it is; few cases spread the marks around it.
 */
function forTheNext(share: number, cases: number): number {
  return Math.min(1, Math.max(0, share + (share - 0.5) / Math.max(1, cases)));
}
