import { type ApprovalFact, type ApprovalPolicy, tallyApprovals } from "./approval-tally";
import { roleNames } from "./approver";
import type { RehearsedSlot, Verdicts } from "./rehearsal";

/** What was signed for a slot before it opened. */
export type Signatures = {
  approvals: readonly ApprovalFact[];
  /** Who had a hand in what it shipped: whose signature does not count where a policy excludes authors. */
  authorIds: readonly string[];
};

export type RehearsedPolicy = Pick<ApprovalPolicy, "stages" | "authorExcluded">;

/**
 * Which slots would have lacked signatures: counted as at the opening, each person's last word, for the content that was signed last.
 * Roles are those that the signers hold today. How far a signature covers a move cannot be replayed: what was signed again would have
 * had to be.
 */
export function policyVerdicts(
  policy: RehearsedPolicy | null,
  slots: readonly RehearsedSlot[],
  signatures: ReadonlyMap<string, Signatures>,
): Verdicts {
  const verdicts = new Map<string, string>();
  if (policy === null || policy.stages.length === 0) return verdicts;
  for (const slot of slots) {
    const { approvals = [], authorIds = [] } = signatures.get(slot.id) ?? {};
    const inTime = approvals.filter(({ at }) => at <= slot.at);
    const counting = policy.authorExcluded ? inTime.filter(({ personId }) => !authorIds.includes(personId)) : inTime;
    const { stages } = tallyApprovals(policy, counting, inTime.at(-1)?.content ?? "");
    const missing = stages.filter((stage) => stage.missing > 0);
    if (missing.length === 0) continue;
    const parts = missing.map(
      ({ role, missing: count }) => `${count} ${roleNames[role][count === 1 ? "one" : "many"]}`,
    );
    verdicts.set(slot.id, `Signatures missing: ${parts.join(", ")}.`);
  }
  return verdicts;
}
