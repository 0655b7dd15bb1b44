/** One build's turn with QA that is over, in minutes of the weekly rhythm; null for what did not take place. */
export type PastRound = {
  serviceId: string;
  teamId: string;
  round: number;
  waiting: number | null;
  testing: number | null;
  /** Whether QA sent it back; null when nobody judged (a newer build came). */
  bounced: boolean | null;
  rework: number | null;
  /** When it was over: nothing is known before. */
  at: Date;
};

/** From QA's acceptance to the last signature. */
export type PastApproval = { serviceId: string; teamId: string; minutes: number; at: Date };

/** From a release's first mention to its first build. */
export type PastMaking = PastApproval;

/** What the organisation has seen of its own hand-overs. */
export type HandoverHistory = { rounds: PastRound[]; approvals: PastApproval[]; makings: PastMaking[] };

/** The part of a history that was known at `now`. */
export function knownBy(history: HandoverHistory, now: Date): HandoverHistory {
  const known = ({ at }: { at: Date }) => at <= now;
  return {
    rounds: history.rounds.filter(known),
    approvals: history.approvals.filter(known),
    makings: history.makings.filter(known),
  };
}
