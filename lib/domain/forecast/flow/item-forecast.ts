import { blend, quantileOf, rankOf } from "@/lib/domain/forecast/weighted-sample";
import type { FlowHistory, FlowItem } from "./history";
import { landmarksAt, remainingTimes, standingOf } from "./landmarks";

/** The quarter's middle may lie so far from the year's, in shares of the year's draws, for both to be called the same process. */
const sameProcess = 0.28;

/**
 * Answers "in how many days is this item done?" for a moment of a history, with only what was known then. The last quarter speaks; the
 * year joins in, for a steadier answer, where it tells the same story: a process that has changed is not forecast from what it was.
 * Days, by share of the odds; NaN when nothing has ever been finished.
 */
export function forecastItem(history: FlowHistory, item: FlowItem, now: number): (share: number) => number {
  const [quarter, year] = remainingTimes(landmarksAt(history, now), standingOf(item, now));
  if (quarter.total === 0) return (share) => quantileOf(year, share);
  const isSame = Math.abs(rankOf(year, quantileOf(quarter, 0.5)) - 0.5) <= sameProcess;
  const whole = isSame ? blend([quarter, year], [1, 1]) : quarter;
  return (share) => quantileOf(whole, share);
}
