import type { ApprovalTimeCover } from "./approval-content";
import type { Role } from "./permission";

export const approvalVerdicts = ["approve", "decline"] as const;
export type ApprovalVerdict = (typeof approvalVerdicts)[number];

/** One version of an environment's policy: every stage needs `required` signatures of different people with the role. */
export type ApprovalPolicy = {
  id: string;
  version: number;
  /** The version that signatures name, where that is an earlier one (see `asksForLess`). */
  signedAs?: number;
  /** Rule 6. False only where a policy relaxes it, visibly. */
  authorExcluded: boolean;
  coversTime: ApprovalTimeCover;
  stages: ReadonlyArray<{ role: Role; required: number }>;
};

/**
 * Whether a changed policy only asks for fewer signatures than before, of the same roles and under the same terms. Those already given
 * then go on counting, and what waited for one more is free (case 19). Whatever asks for more, or for something else, is signed anew.
 */
export function asksForLess(
  before: Pick<ApprovalPolicy, "stages" | "authorExcluded" | "coversTime">,
  after: Pick<ApprovalPolicy, "stages" | "authorExcluded" | "coversTime">,
): boolean {
  if (before.authorExcluded !== after.authorExcluded || before.coversTime !== after.coversTime) return false;
  const asked = (policy: Pick<ApprovalPolicy, "stages">, role: Role) =>
    policy.stages.filter((stage) => stage.role === role).reduce((sum, stage) => sum + stage.required, 0);
  return after.stages.every(({ role }) => asked(after, role) <= asked(before, role));
}

/** One signed yes or no. `roles` are those that the person holds for the slot's teams. */
export type ApprovalFact = {
  personId: string;
  personName: string;
  roles: readonly Role[];
  verdict: ApprovalVerdict;
  /** The text that was signed, see `approvalContent`. */
  content: string;
  comment: string;
  at: Date;
  /** Given beforehand for the slot's window, by this standing approval. */
  standingId?: string;
};

export type StageTally = { role: Role; required: number; signed: ApprovalFact[]; missing: number };

export type ApprovalTally = {
  stages: StageTally[];
  /** The newest no to the current content, while its author has not changed their mind. One is enough to stop. */
  declined?: ApprovalFact;
  /** Newest verdicts that were given for other content; they count for nothing until given again. */
  stale: ApprovalFact[];
  signedCount: number;
  requiredCount: number;
  /** Every stage has its signatures, and nobody declined. */
  complete: boolean;
};

/** Each person's last word, oldest first. */
function newestPerPerson(approvals: readonly ApprovalFact[]): ApprovalFact[] {
  const newest = new Map<string, ApprovalFact>();
  for (const approval of [...approvals].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    newest.delete(approval.personId);
    newest.set(approval.personId, approval);
  }
  return [...newest.values()];
}

/**
 * Gives every signer at most one stage so that as many signatures as possible count (augmenting paths): somebody who is
 * release manager and QA counts where they are needed, whoever signed first.
 */
function assign(stages: ApprovalPolicy["stages"], signers: readonly ApprovalFact[]): ApprovalFact[][] {
  const signed: ApprovalFact[][] = stages.map(() => []);
  const place = (signer: ApprovalFact, tried: Set<number>): boolean => {
    for (const [index, stage] of stages.entries()) {
      if (tried.has(index) || !signer.roles.includes(stage.role)) continue;
      tried.add(index);
      const here = signed[index] as ApprovalFact[];
      if (here.length < stage.required) {
        here.push(signer);
        return true;
      }
      const mover = here.find((other) => place(other, tried));
      if (mover === undefined) continue;
      here.splice(here.indexOf(mover), 1, signer);
      return true;
    }
    return false;
  };
  for (const signer of signers) place(signer, new Set());
  return signed;
}

/**
 * Counts signatures for exactly this content. Each person's newest verdict counts, in at most one stage; a verdict for other
 * content is stale and counts for nothing, be it a yes or a no; one current no stops everything.
 */
export function tallyApprovals(
  policy: Pick<ApprovalPolicy, "stages">,
  approvals: readonly ApprovalFact[],
  content: string,
): ApprovalTally {
  const newest = newestPerPerson(approvals);
  const current = newest.filter((approval) => approval.content === content);
  const signed = assign(
    policy.stages,
    current.filter((approval) => approval.verdict === "approve"),
  );
  const stages = policy.stages.map(({ role, required }, index): StageTally => {
    const here = signed[index] ?? [];
    return { role, required, signed: here, missing: required - here.length };
  });
  const declined = current.findLast((approval) => approval.verdict === "decline");
  return {
    stages,
    ...(declined === undefined ? {} : { declined }),
    stale: newest.filter((approval) => approval.content !== content),
    signedCount: stages.reduce((sum, stage) => sum + stage.signed.length, 0),
    requiredCount: stages.reduce((sum, stage) => sum + stage.required, 0),
    complete: declined === undefined && stages.every((stage) => stage.missing === 0),
  };
}
