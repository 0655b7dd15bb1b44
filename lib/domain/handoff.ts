import type { Authorship } from "./approver";
import { type HandoffEvent, type HandoffState, handoffTransitions } from "./handoff-state";
import { accept, type Result, refuse } from "./refusal";
import { handoffStateNames } from "./release-words";
import { nextState } from "./state-machine";

/** Who had a hand in the release's builds; a later build carries what was in the earlier ones. */
export type BuildAuthor = { personId: string; how: Extract<Authorship, "wrote" | "built" | "handed_over"> };

export type HandoffFact = {
  id: string;
  status: HandoffState;
  /** "search-api 12.0.0 rc 2" */
  name: string;
  testerId: string | null;
  testerName: string | null;
  authors: readonly BuildAuthor[];
};

export type Tester = { id: string; name: string };

const ownWork: Record<BuildAuthor["how"], string> = {
  wrote: "wrote a change in it",
  built: "made a build of it",
  handed_over: "handed a build of it over",
};

/** `own_work` for whoever wrote, built or handed over a build of the release: nobody is the judge of their own work. */
export function refuseOwnWork(
  { authors, name }: Pick<HandoffFact, "authors" | "name">,
  tester: Tester,
): Extract<Result<never>, { ok: false }> | undefined {
  const own = authors.find((author) => author.personId === tester.id);
  if (own === undefined) return undefined;
  const reason = `${tester.name} ${ownWork[own.how]}.`;
  return refuse("own_work", `You ${ownWork[own.how]}, so somebody else must judge ${name}.`, {
    rules: [{ kind: "person", id: tester.id, name: "Own work", reason }],
  });
}

function advance(handoff: HandoffFact, event: HandoffEvent): Result<HandoffState> {
  const to = nextState(handoffTransitions, handoff.status, event);
  if (to !== undefined) return accept(to);
  const newer = handoff.status === "superseded" ? " A newer build was handed over." : "";
  return refuse("wrong_state", `${handoff.name} is ${handoffStateNames[handoff.status]}.${newer}`);
}

function refuseForeignClaim(handoff: HandoffFact) {
  const who = handoff.testerName ?? "Somebody else";
  const reason = `${who} has it in test.`;
  return refuse("claimed_by_another", `${reason} Take it over first, or leave it to them.`, {
    rules: [{ kind: "person", id: handoff.testerId ?? undefined, name: who, reason }],
  });
}

/**
 * Whether a tester takes a build out of the queue. Refuses own work (`own_work`), a build that somebody else already tests
 * (`claimed_by_another`) and one whose turn is over (`wrong_state`). Of two who claim at once the compare-and-set lets one through.
 */
export function decideClaim(handoff: HandoffFact, tester: Tester): Result<HandoffState> {
  const own = refuseOwnWork(handoff, tester);
  if (own !== undefined) return own;
  if (handoff.status === "testing" && handoff.testerId !== tester.id) return refuseForeignClaim(handoff);
  return advance(handoff, "claimed");
}

/** Whether a tester takes a build over that a colleague has in test. Refuses own work, and what is not in somebody else's test. */
export function decideTakeOver(handoff: HandoffFact, tester: Tester): Result<HandoffState> {
  const own = refuseOwnWork(handoff, tester);
  if (own !== undefined) return own;
  if (handoff.status === "testing" && handoff.testerId === tester.id) {
    return refuse("wrong_state", `You have ${handoff.name} in test already.`);
  }
  // The table has no arrow from test to test: to take over is to give back and to claim in one step.
  const returned = advance(handoff, "returned");
  return returned.ok ? advance({ ...handoff, status: returned.value }, "claimed") : returned;
}

/** Whether a tester gives a claimed build back to the queue: only their own. */
export function decideReturn(handoff: HandoffFact, tester: Tester): Result<HandoffState> {
  if (handoff.status === "testing" && handoff.testerId !== tester.id) return refuseForeignClaim(handoff);
  return advance(handoff, "returned");
}

/**
 * Whether a tester accepts or rejects. Only the one who has it in test (`claimed_by_another`), never their own work (`own_work`:
 * whose hand was in it may have come to light after the claim), and only while its turn lasts (`wrong_state`: a newer build may
 * have arrived a moment ago).
 */
export function decideVerdict(
  handoff: HandoffFact,
  tester: Tester,
  verdict: "accepted" | "rejected",
): Result<HandoffState> {
  const own = refuseOwnWork(handoff, tester);
  if (own !== undefined) return own;
  if (handoff.status === "queued") {
    return refuse("wrong_state", `${handoff.name} is ${handoffStateNames.queued}. Claim it before you judge it.`);
  }
  if (handoff.status === "testing" && handoff.testerId !== tester.id) return refuseForeignClaim(handoff);
  return advance(handoff, verdict);
}

/**
 * Whether the developers take a build back from QA before a verdict. An accepted one stays: hand over a newer build or withdraw
 * the release instead (`wrong_state`).
 */
export function decideHandoffWithdrawal(handoff: HandoffFact): Result<HandoffState> {
  if (handoff.status === "accepted") {
    return refuse(
      "wrong_state",
      `QA accepted ${handoff.name} already. Hand over a newer build, or withdraw the release.`,
    );
  }
  return advance(handoff, "withdrawn");
}
