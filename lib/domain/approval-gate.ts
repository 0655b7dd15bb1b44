import { formatInstant } from "@/lib/time/format";
import { approvalChanges } from "./approval-content";
import type { ApprovalFact, ApprovalTally } from "./approval-tally";
import { roleNames } from "./approver";
import type { Gate } from "./gate";
import type { Rule } from "./refusal";
import type { SlotFacts } from "./slot-facts";
import { type SlotSignatures, slotSignatures } from "./slot-signatures";

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

/** What was signed beforehand, by whom and until when. */
function beforehandRules(signatures: SlotSignatures, facts: SlotFacts): Rule[] {
  const counted = signatures.standing.filter(({ verdict }) => verdict.counts);
  return counted.map(({ standing: { id, personName, expiresAt, reason } }) => {
    const until = formatInstant(expiresAt, facts.environment.zone, "full");
    const text = `${personName} signed beforehand for what is routine here, until ${until}: ${reason}`;
    return { kind: "approval", id, name: `${personName}, beforehand`, reason: text.replace(/([^.!?])$/, "$1.") };
  });
}

/** Why what was signed beforehand does not count, so that nobody waits for it. */
function uncoveredRules(signatures: SlotSignatures): Rule[] {
  return signatures.standing.flatMap(({ standing: { id, personName }, verdict }): Rule[] => {
    if (verdict.counts) return [];
    const reason = `The standing approval of ${personName} does not count: ${verdict.because}.`;
    return [{ kind: "approval", id, name: `${personName}, beforehand`, reason }];
  });
}

const signerName = ({ personName, standingId }: ApprovalFact) =>
  standingId === undefined ? personName : `${personName} (beforehand)`;

/**
 * Rule 5: the signatures that the policy asks for, given for exactly what would be deployed now, or beforehand for what is routine in the
 * slot's window (judged at `instant`). The content is worked out from the same facts that the other gates see, so no caller can compare
 * with the wrong one.
 */
export function approvalGate(facts: SlotFacts, instant: Date): Gate {
  const signatures = slotSignatures(facts, instant);
  const { policy } = facts;
  if (policy === null || signatures === null || policy.stages.length === 0) {
    const reason = `${facts.environment.name} asks for no approval.`;
    return { gate: "approvals", passed: true, state: "clear", title: "No approval needed", reason, rules: [] };
  }
  const { content, tally } = signatures;
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
    const rules = [missing, ...stale, ...uncoveredRules(signatures), ...beforehandRules(signatures, facts)];
    const reason = `${rules.map((rule) => rule.reason).join(" ")}${relaxed}`;
    return { gate: "approvals", passed: false, state: "waiting", title, reason, fix, rules };
  }
  const reason = `Signed by ${signed.map(signerName).join(", ")}.${relaxed}`;
  const summary: Rule = { kind: "approval", id: policy.id, name: title, reason };
  const rules = [summary, ...stale, ...beforehandRules(signatures, facts)];
  return { gate: "approvals", passed: true, state: "clear", title, reason, since: newest?.at, rules };
}
