import type { SlotSummaryState } from "@/lib/domain/slot-summary";

/** In the order in which somebody wants to hear of them. */
const byUrgency: readonly SlotSummaryState[] = [
  "failed",
  "at_risk",
  "missed",
  "waiting",
  "held",
  "open",
  "ready",
  "released",
  "over",
];

type Count = { state: SlotSummaryState; count: number };

/** The state that a day with several slots is shown by: the most urgent one. */
export function worstState(states: readonly Count[]): SlotSummaryState {
  return byUrgency.find((state) => states.some((each) => each.state === state)) ?? "over";
}

export const totalOf = (states: readonly Count[]) => states.reduce((sum, { count }) => sum + count, 0);
