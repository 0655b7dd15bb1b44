import type { HistoryStage } from "@/lib/domain/history-stage";
import type { PastRound } from "./history";
import { type Rhythm, rhythmBetween } from "./rhythm";

type Interval = { stage: HistoryStage; enteredAt: Date; leftAt: Date | null };
type Owner = { serviceId: string; teamId: string };

/**
 * The rounds with QA that an imported item went through: each stretch of waiting and testing, and whether it went back to development
 * from there. Several stretches of one stage in a row are one; what is open or left out ends the round unjudged.
 */
export function importedRounds(intervals: readonly Interval[], owner: Owner, rhythm: Rhythm): PastRound[] {
  const rounds: PastRound[] = [];
  let current: PastRound | undefined;
  const begin = (at: Date): PastRound => {
    const made = { ...owner, round: rounds.length + 1, waiting: null, testing: null, bounced: null, rework: null, at };
    rounds.push(made);
    return made;
  };
  for (const { stage, enteredAt, leftAt } of intervals) {
    if (leftAt === null) break;
    const minutes = rhythmBetween(rhythm, enteredAt, leftAt);
    const isBack = stage === "with_dev" || stage === "development";
    if (stage === "waiting" || stage === "testing") {
      if (current === undefined || current.bounced !== null) current = begin(leftAt);
      current[stage] = (current[stage] ?? 0) + minutes;
      current.at = leftAt;
    } else if (isBack && current !== undefined && current.testing !== null) {
      current.bounced = true;
      current.rework = (current.rework ?? 0) + minutes;
      current.at = leftAt;
    } else if ((stage === "accepted" || stage === "released") && current !== undefined && current.bounced === null) {
      current.bounced = false;
    }
  }
  // A wait that nobody ended by testing tells only how long somebody waited before they gave up.
  return rounds.filter(({ testing, bounced }) => testing !== null || bounced !== null);
}
