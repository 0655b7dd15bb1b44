import { formatInstant } from "@/lib/time/format";
import { lengthMs, overlaps, type Range } from "@/lib/time/range";
import type { BookedRelease, Booker } from "./booking-facts";
import { type FreezeRule, freezesThatHit } from "./freeze";
import {
  type FreezeExceptionEvent,
  type FreezeExceptionState,
  freezeExceptionTransitions,
} from "./freeze-exception-state";
import { reaches } from "./permission";
import { accept, type Result, refuse } from "./refusal";
import { unbookableReleaseStates } from "./release-state";
import { nextState } from "./state-machine";

/** Break-glass is for hours, not for a season: the longest time box. */
export const longestBoxDays = 7;

const dayMs = 86_400_000;

/** What somebody asks for: this release, in this environment, in this time box. */
export type ExceptionWish = {
  environment: { id: string; name: string; zone: string };
  release: BookedRelease;
  during: Range;
};

/** An exception as it stands. */
export type StandingException = { status: FreezeExceptionState; requestedBy: string; during: Range };

/**
 * Whether an exception from a freeze may be asked for. Refuses: another team's release (`forbidden`), a time box that is empty or
 * longer than `longestBoxDays` (`invalid_input`) or over (`in_the_past`), a release that is over and a freeze that was lifted
 * (`wrong_state`), a freeze that does not stop this release there then, so that no exception is needed (`invalid_input`), and a
 * second one beside one that waits, counts or has not been reviewed (`conflict`).
 */
export function decideExceptionRequest(
  asker: Booker,
  wish: ExceptionWish,
  freeze: { name: string; isLifted: boolean; periods: readonly FreezeRule[] },
  live: Pick<StandingException, "status" | "during"> | undefined,
  now: Date,
): Result<null> {
  const { release, environment, during } = wish;
  const name = `${release.serviceName} ${release.version}`;
  if (!reaches(asker.reach, release.teamId)) {
    return refuse("forbidden", "You may ask for releases of your own teams only.");
  }
  if (during.start >= during.end) {
    return refuse("invalid_input", "The time box must end after it starts.", { field: "during.end" });
  }
  if (during.end <= now) {
    const reason = `It is ${formatInstant(now, environment.zone)}: the time box is over.`;
    return refuse("in_the_past", reason, { field: "during.end" });
  }
  if (lengthMs(during) > longestBoxDays * dayMs) {
    const message = `An exception lasts ${longestBoxDays} days at most.`;
    return refuse("invalid_input", message, { field: "during.end" });
  }
  if (unbookableReleaseStates.includes(release.status)) {
    return refuse("wrong_state", `${name} is ${release.status.replace("_", " ")} and goes nowhere any more.`);
  }
  if (freeze.isLifted) return refuse("wrong_state", `${freeze.name} was lifted: it stops nothing any more.`);
  // Before the freeze is asked: one that counts already is why it would not stop this release.
  if (live !== undefined) return refuse("conflict", whyNotTwice(live, now));
  const { serviceId, teamId, releaseId, kind } = release;
  const alone = { environmentId: environment.id, serviceId, teamId, releaseId, releaseKind: kind };
  // Aboard a train or by itself: nobody has said yet how it would leave.
  const intents = [alone, { ...alone, origin: "train" as const }];
  if (!freezesThatHit(freeze.periods, intents).some((each) => overlaps(each.during, during))) {
    const message = `${freeze.name} does not stop ${name} in ${environment.name} then: no exception is needed.`;
    return refuse("invalid_input", message, { field: "during" });
  }
  return accept(null);
}

function whyNotTwice({ status, during }: Pick<StandingException, "status" | "during">, now: Date): string {
  if (status === "requested") return "An exception is asked for already and waits for its answer.";
  if (during.end > now) return "An exception is granted already.";
  return "The last exception for it has not been reviewed. It must be before another is asked for.";
}

const words: Record<FreezeExceptionState, string> = {
  requested: "waits for its answer",
  granted: "was granted",
  refused: "was refused",
  withdrawn: "was withdrawn",
  revoked: "was revoked",
  reviewed: "was reviewed",
};

function follow(exception: StandingException, event: FreezeExceptionEvent): Result<null> {
  if (nextState(freezeExceptionTransitions, exception.status, event) !== undefined) return accept(null);
  return refuse("wrong_state", `The exception ${words[exception.status]}, and cannot be ${event} any more.`);
}

/**
 * Whether this person answers the request. Never whoever asked (`own_work`, rule 6); only while it waits (`wrong_state`); and what
 * is over cannot be granted (`too_late`).
 */
export function decideExceptionAnswer(
  personId: string,
  exception: StandingException,
  answer: "granted" | "refused",
  now: Date,
): Result<null> {
  if (exception.requestedBy === personId) {
    const reason = "Who asked for an exception cannot answer the request.";
    return refuse("own_work", reason, { rules: [{ kind: "person", id: personId, name: "Own request", reason }] });
  }
  const followed = follow(exception, answer);
  if (!followed.ok) return followed;
  if (answer === "granted" && exception.during.end <= now) {
    return refuse("too_late", "Its time box is over: there is nothing left to grant.");
  }
  return accept(null);
}

/** Whether the request is taken back: by whoever asked (`forbidden`), while it waits (`wrong_state`). */
export function decideExceptionWithdrawal(personId: string, exception: StandingException): Result<null> {
  if (exception.requestedBy !== personId) {
    return refuse("forbidden", "Only who asked for an exception can withdraw the request.");
  }
  return follow(exception, "withdrawn");
}

/** Whether a granted exception is ended early. What is over can only be reviewed (`wrong_state`). */
export function decideExceptionRevocation(exception: StandingException, now: Date): Result<null> {
  const followed = follow(exception, "revoked");
  if (!followed.ok) return followed;
  return exception.during.end > now
    ? accept(null)
    : refuse("wrong_state", "Its time box is over: it can only be reviewed.");
}

/** Whether this person reviews it: not whoever asked (`own_work`), and only once it is over or was revoked (`wrong_state`). */
export function decideExceptionReview(personId: string, exception: StandingException, now: Date): Result<null> {
  if (exception.requestedBy === personId) {
    return refuse("own_work", "Who asked for an exception cannot review it.");
  }
  const followed = follow(exception, "reviewed");
  if (!followed.ok) return followed;
  return waitsForReview(exception, now)
    ? accept(null)
    : refuse("wrong_state", "It still counts. It is reviewed once its time box is over, or after it was revoked.");
}

/** Whether it is over and nobody has looked back at it yet. */
export function waitsForReview({ status, during }: Pick<StandingException, "status" | "during">, now: Date): boolean {
  return status === "revoked" || (status === "granted" && during.end <= now);
}
