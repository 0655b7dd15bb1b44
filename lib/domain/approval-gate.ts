import { approvalChanges, approvalContent } from "./approval-content";
import { type ApprovalTally, tallyApprovals } from "./approval-tally";
import { roleNames } from "./approver";
import type { Gate } from "./gate";
import type { Rule } from "./refusal";
import { approvalSubjectOf, type SlotFacts } from "./slot-facts";

function missingInWords(tally: ApprovalTally): string {
  const missing = tally.stages.filter((stage) => stage.missing > 0);
  const parts = missing.map(({ role, missing: count }) => {
    const name = roleNames[role];
    return `${count} ${count === 1 ? name.one : name.many}`;
  });
  return `${parts.join(" and ")} still to sign.`;
}

/** One rule for each signature that went stale, saying what changed since, so that nobody has to compare. */
function staleRules(tally: ApprovalTally, content: string, facts: SlotFacts): Rule[] {
  return tally.stale.map((approval) => {
    const changes = approvalChanges(approval.content, content, facts.environment.zone).join("; ");
    const reason = `${approval.personName}'s verdict no longer counts: ${changes}.`;
    return { kind: "approval", id: approval.personId, name: approval.personName, reason };
  });
}

/**
 * Rule 5: the signatures that the policy asks for, given for exactly what would be deployed now. The content is worked out from
 * the same facts that the other gates see, so no caller can compare with the wrong one.
 */
export function approvalGate(facts: SlotFacts): Gate {
  const subject = approvalSubjectOf(facts);
  const { policy } = facts;
  if (policy === null || subject === null || policy.stages.length === 0) {
    const reason = `${facts.environment.name} asks for no approval.`;
    return { gate: "approvals", passed: true, state: "clear", title: "No approval needed", reason, rules: [] };
  }
  const content = approvalContent(subject);
  const tally = tallyApprovals(policy, facts.approvals, content);
  const title = `Approvals ${tally.signedCount} of ${tally.requiredCount}`;
  const signed = tally.stages.flatMap((stage) => stage.signed);
  const newest = signed.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
  const stale = staleRules(tally, content, facts);
  // Rule 6 relaxed is told wherever the gate is.
  const relaxed = policy.authorExcluded ? "" : " The policy lets authors approve their own work.";
  if (tally.declined !== undefined) {
    const { personId, personName, comment, at } = tally.declined;
    const reason = `${personName} declined: ${comment}`;
    const rules: Rule[] = [{ kind: "approval", id: personId, name: personName, reason }, ...stale];
    return {
      gate: "approvals",
      passed: false,
      state: "failed",
      title: `Declined by ${personName}`,
      reason,
      since: at,
      rules,
    };
  }
  if (!tally.complete) {
    const fix = { label: "Go to approvals", action: "approve" } as const;
    const missing: Rule = { kind: "approval", id: policy.id, name: title, reason: missingInWords(tally) };
    const reason = `${[missing, ...stale].map((rule) => rule.reason).join(" ")}${relaxed}`;
    return { gate: "approvals", passed: false, state: "waiting", title, reason, fix, rules: [missing, ...stale] };
  }
  const reason = `Signed by ${signed.map((approval) => approval.personName).join(", ")}.${relaxed}`;
  const rules: Rule[] = [{ kind: "approval", id: policy.id, name: title, reason }, ...stale];
  return { gate: "approvals", passed: true, state: "clear", title, reason, since: newest?.at, rules };
}
