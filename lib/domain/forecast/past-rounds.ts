import type { PastRound } from "./history";
import { type Rhythm, rhythmBetween } from "./rhythm";

/** One build's turn with QA, as far as it has come. */
export type Turn = {
  serviceId: string;
  teamId: string;
  round: number;
  handedOverAt: Date;
  claimedAt: Date | null;
  decidedAt: Date | null;
  verdict: "accepted" | "rejected" | null;
  /** When a newer build took its place; null while it is the newest. */
  endedAt: Date | null;
};

/** What the turns of one release, in their order, tell of how long things take: those that a tester has taken, as much of each as is over. */
export function pastRounds(turns: readonly Turn[], rhythm: Rhythm): PastRound[] {
  const between = (start: Date | null, end: Date | null | undefined) =>
    start && end ? rhythmBetween(rhythm, start, end) : null;
  return turns.flatMap((turn, index) => {
    const { serviceId, teamId, round, handedOverAt, claimedAt, decidedAt, verdict } = turn;
    if (claimedAt === null) return [];
    const bounced = verdict === null ? null : verdict === "rejected";
    return [
      {
        serviceId,
        teamId,
        round,
        waiting: between(handedOverAt, claimedAt),
        testing: between(claimedAt, decidedAt),
        bounced,
        rework: bounced ? between(decidedAt, turns[index + 1]?.handedOverAt) : null,
        at: decidedAt ?? claimedAt,
      },
    ];
  });
}

/** The turns as they stood at an instant: nothing that happened later is in them. */
export function turnsKnownBy<T extends Turn>(turns: readonly T[], now: Date): T[] {
  const known = (at: Date | null) => (at !== null && at <= now ? at : null);
  return turns
    .filter(({ handedOverAt }) => handedOverAt <= now)
    .map((turn) => {
      const decidedAt = known(turn.decidedAt);
      return {
        ...turn,
        claimedAt: known(turn.claimedAt),
        decidedAt,
        verdict: decidedAt && turn.verdict,
        endedAt: known(turn.endedAt),
      };
    });
}
