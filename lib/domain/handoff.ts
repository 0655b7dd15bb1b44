import { formatInstant } from "@/lib/time/format";
import type { Authorship } from "./approver";
import { type HandoffEvent, type HandoffState, handoffTransitions } from "./handoff-state";
import { type InTest, type QaGroup, refuseBeyondLimit, refuseStranger } from "./qa-group";
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
  /** Whoever judged the build before is asked first, until then. */
  offer: { personId: string; personName: string; until: Date; zone: string } | null;
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

/** `offered_to_another` while somebody else is asked first, with the moment from which it is anybody's. */
export function refuseForeignOffer(
  { offer, name, status }: Pick<HandoffFact, "offer" | "name" | "status">,
  tester: Tester,
  now: Date,
): Extract<Result<never>, { ok: false }> | undefined {
  if (offer === null || status !== "queued" || offer.personId === tester.id || now >= offer.until) return undefined;
  const reason = `${offer.personName} judged the build before and is asked first, until ${formatInstant(offer.until, offer.zone)}.`;
  return refuse("offered_to_another", `${reason} ${name} is anybody's after that.`, {
    rules: [{ kind: "person", id: offer.personId, name: offer.personName, reason }],
    nextOpen: offer.until,
  });
}

/** The testers' group of the service and what it has in test, this build left out. */
export type GroupAtWork = { group: QaGroup | null; inTest: readonly InTest[] };

/**
 * Whether a tester takes a build out of the queue. Refuses own work (`own_work`), another group's service (`not_in_group`), a build that
 * somebody else already tests (`claimed_by_another`) or is asked about first (`offered_to_another`), one whose turn is over
 * (`wrong_state`), and one more than the group takes on (`group_full`). Of two who claim at once the compare-and-set lets one through.
 */
export function decideClaim(
  handoff: HandoffFact,
  tester: Tester,
  { group, inTest }: GroupAtWork,
  now: Date,
): Result<HandoffState> {
  const own = refuseOwnWork(handoff, tester) ?? refuseStranger(group, tester);
  if (own !== undefined) return own;
  if (handoff.status === "testing" && handoff.testerId !== tester.id) return refuseForeignClaim(handoff);
  const claimed = advance(handoff, "claimed");
  if (!claimed.ok) return claimed;
  return refuseForeignOffer(handoff, tester, now) ?? refuseBeyondLimit(group, inTest) ?? claimed;
}

/**
 * Whether a tester takes a build over that a colleague has in test. Refuses own work, another group's service, and what is not in
 * somebody else's test. The group has as much in test as before, so no limit is asked.
 */
export function decideTakeOver(
  handoff: HandoffFact,
  tester: Tester,
  { group }: Pick<GroupAtWork, "group">,
): Result<HandoffState> {
  const own = refuseOwnWork(handoff, tester) ?? refuseStranger(group, tester);
  if (own !== undefined) return own;
  if (handoff.status === "testing" && handoff.testerId === tester.id) {
    return refuse("wrong_state", `You have ${handoff.name} in test already.`);
  }
  // The table has no arrow from test to test: to take over is to give back and to claim in one step.
  const returned = advance(handoff, "returned");
  return returned.ok ? advance({ ...handoff, status: returned.value }, "claimed") : returned;
}

/**
 * Whether a build is put into a certain tester's hands, from the queue or from a colleague. Refuses what `decideClaim` refuses of that
 * tester, but for the offer, which whoever gives work away decides over; not so whoever would give it to themselves.
 */
export function decideReassignment(
  handoff: HandoffFact,
  tester: Tester,
  { group, inTest }: GroupAtWork,
  giverId: string,
  now: Date,
): Result<HandoffState> {
  if (handoff.status === "testing" && handoff.testerId === tester.id) {
    return refuse("wrong_state", `${tester.name} has ${handoff.name} in test already.`);
  }
  const own = refuseOwnWork(handoff, tester);
  if (own !== undefined) {
    // "You" is whoever gives it away, not whose work it is.
    const [rule] = own.refusal.rules;
    return refuse("own_work", `${rule?.reason ?? ""} Give it to somebody else.`, { rules: own.refusal.rules });
  }
  if (handoff.status === "testing") return decideTakeOver(handoff, tester, { group });
  const stranger = refuseStranger(group, tester);
  if (stranger !== undefined) return stranger;
  const claimed = advance(handoff, "claimed");
  if (!claimed.ok) return claimed;
  const offered = tester.id === giverId ? refuseForeignOffer(handoff, tester, now) : undefined;
  return offered ?? refuseBeyondLimit(group, inTest) ?? claimed;
}

/** Whether somebody who is asked first lets it go to the group at once (`offer_over` when nobody asks them). */
export function decideOfferPassed({ offer, status, name }: HandoffFact, tester: Tester, now: Date): Result<null> {
  if (status === "queued" && offer?.personId === tester.id && now < offer.until) return accept(null);
  return refuse("offer_over", `${name} is not kept for you.`);
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
 * Whether a passed regression run accepts a build in a tester's place. Only one that waits in the queue: whoever has it in test judges it
 * (`claimed_by_another`), and a rejection, like any other end of its turn, stays what it is (`wrong_state`).
 */
export function decideProven(handoff: HandoffFact): Result<HandoffState> {
  if (handoff.status === "testing") {
    return refuse(
      "claimed_by_another",
      `${handoff.testerName ?? "Somebody"} tests ${handoff.name}; their verdict counts.`,
    );
  }
  return advance(handoff, "proven");
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
