import { approvalContent } from "./approval-content";
import { type ApprovalFact, type ApprovalTally, tallyApprovals } from "./approval-tally";
import { approvalSubjectOf, type SlotFacts } from "./slot-facts";
import { type StandingApprovalFact, type StandingVerdict, standingVerdict } from "./standing-approval";

export type SlotSignatures = {
  /** What is signed, see `approvalContent`. */
  content: string;
  tally: ApprovalTally;
  /** What was signed beforehand in the slot's window, and whether it counts here. */
  standing: { standing: StandingApprovalFact; verdict: StandingVerdict }[];
};

function signatureOf(
  { id, personId, personName, roles, reason, givenAt }: StandingApprovalFact,
  content: string,
): ApprovalFact {
  return { personId, personName, roles, verdict: "approve", content, comment: reason, at: givenAt, standingId: id };
}

/**
 * The signatures that a slot has for exactly what it would deploy: those given for it, and those given beforehand that cover it at
 * `instant`. A person counts once: their own current word on this slot goes before what they said beforehand. Null where the environment
 * asks for no approval.
 */
export function slotSignatures(facts: SlotFacts, instant: Date): SlotSignatures | null {
  const { policy, approvals, releases, environment } = facts;
  const subject = approvalSubjectOf(facts);
  if (policy === null || subject === null) return null;
  const content = approvalContent(subject);
  const slot = { releases, authorExcluded: policy.authorExcluded, approvals, zone: environment.zone };
  const standing = facts.standing.map((each) => ({ standing: each, verdict: standingVerdict(each, slot, instant) }));
  const current = new Set(approvals.filter((each) => each.content === content).map((each) => each.personId));
  const beforehand = new Map(
    standing
      .filter(({ standing: { personId }, verdict }) => verdict.counts && !current.has(personId))
      .map(({ standing: each }) => [each.personId, signatureOf(each, content)]),
  );
  const given = approvals.filter(({ personId }) => !beforehand.has(personId));
  return { content, tally: tallyApprovals(policy, [...given, ...beforehand.values()], content), standing };
}
