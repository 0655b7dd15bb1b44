import type { DeploymentState } from "./deployment-state";
import { judgeAnswer, nextAttemptAt, parseRetryAfter } from "./retry";
import type { RollbackState } from "./rollback-state";

/** What came back from one attempt. */
export type CallAnswer =
  | { kind: "answered"; status: number; retryAfter: string | null }
  | { kind: "failed"; forbidden: boolean; error: string };

/** The deployment, or the rollback, as it stands when the answer is recorded: a report may have overtaken it. */
export type CalledDeployment = {
  status: DeploymentState | RollbackState;
  acceptedAt: Date | null;
  callUntil: Date;
  successBy: "report" | "accepted_call";
  reportTimeoutSeconds: number;
  /** What ends with `callUntil`, to be named when no attempt fits before it: the slot unless told. */
  limit?: string;
};

export type CallOutcome =
  /** The receiver took it; its final report must come by `reportUntil`. */
  | { outcome: "accepted"; reportUntil: Date }
  /** The receiver took it, and its 2xx is all that this target asks for. */
  | { outcome: "succeeded" }
  | { outcome: "retry"; at: Date; reason: string }
  /** No further attempt. `disableTarget`: 410, the receiver wants no more calls at all. */
  | { outcome: "given_up"; reason: string; disableTarget: boolean }
  /** A report or another attempt has settled it meanwhile: only the delivery is completed. */
  | { outcome: "settled" };

/**
 * What an attempt's answer means for its deployment (rule 7: nothing is tried after the slot's end, case 26). An answer never
 * undoes what a report said: a receiver that reports `running` has taken the call, whatever became of its answer.
 *
 * @param attempt 1 for the first
 * @param random a number in [0, 1), the caller's dice
 */
export function decideAnswer(
  deployment: CalledDeployment,
  answer: CallAnswer,
  attempt: number,
  now: Date,
  random: number,
): CallOutcome {
  const { status, acceptedAt, callUntil, successBy, reportTimeoutSeconds, limit = "The slot" } = deployment;
  if (status !== "calling" || acceptedAt !== null) return { outcome: "settled" };
  const verdict = verdictOf(answer);
  const reason = reasonOf(answer);
  if (verdict === "accepted") {
    if (successBy === "accepted_call") return { outcome: "succeeded" };
    return { outcome: "accepted", reportUntil: new Date(now.getTime() + reportTimeoutSeconds * 1000) };
  }
  if (verdict !== "retry") return { outcome: "given_up", reason, disableTarget: verdict === "gone" };
  const retryAfter = answer.kind === "answered" ? parseRetryAfter(answer.retryAfter, now) : undefined;
  const at = nextAttemptAt(attempt, now, callUntil, retryAfter, random);
  if (at !== null) return { outcome: "retry", at, reason };
  const message = `${reason} ${limit} ends before the next attempt.`;
  return { outcome: "given_up", reason: message, disableTarget: false };
}

function verdictOf(answer: CallAnswer) {
  if (answer.kind === "answered") return judgeAnswer(answer.status);
  return answer.forbidden ? "refused" : "retry";
}

function reasonOf(answer: CallAnswer): string {
  if (answer.kind === "failed") return answer.error;
  const { status } = answer;
  switch (judgeAnswer(status)) {
    case "gone":
      return `The receiver answered ${status}: it wants no more calls. The target was switched off.`;
    case "refused":
      return status < 400
        ? `The receiver answered ${status}: it points elsewhere, and calls do not follow redirects.`
        : `The receiver refused the call with ${status}.`;
    default:
      return `The receiver answered ${status}.`;
  }
}
