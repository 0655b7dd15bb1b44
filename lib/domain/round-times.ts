import type { HandoffState } from "./handoff-state";

/** One build's turn with QA, as far as its times go. Oldest first in a list. */
export type TimedRound = {
  status: HandoffState;
  handedOverAt: Date;
  claimedAt: Date | null;
  decidedAt: Date | null;
  endedAt: Date | null;
};

/** Milliseconds as the clock runs. `reworkMs`: from the rejection until the next build came, or until now. */
export type RoundTimes = { waitingMs: number; testingMs: number; reworkMs: number };

const between = (start: Date, end: Date) => Math.max(0, end.getTime() - start.getTime());

/**
 * Where the time of each round went: waiting for a tester, in test, back with the developers. What has not ended yet runs until `now`;
 * once QA has accepted, the clock of the round stands still.
 */
export function roundTimes(rounds: readonly TimedRound[], now: Date): RoundTimes[] {
  return rounds.map((round, index) => {
    const { handedOverAt, claimedAt, decidedAt, endedAt, status } = round;
    const over = decidedAt ?? endedAt ?? now;
    const next = rounds[index + 1]?.handedOverAt ?? now;
    return {
      waitingMs: between(handedOverAt, claimedAt ?? over),
      testingMs: claimedAt === null ? 0 : between(claimedAt, over),
      reworkMs: status === "rejected" && decidedAt !== null ? between(decidedAt, next) : 0,
    };
  });
}
