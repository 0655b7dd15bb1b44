import type { PolicyVersion } from "@/lib/approvals/input/policy-output";
import type { ApprovalTimeCover } from "@/lib/domain/approval-content";
import { roleNames } from "@/lib/domain/approver";

/** "1 release manager and 2 testers", or that none is asked. */
export function stagesInWords(stages: PolicyVersion["stages"]): string {
  if (stages.length === 0) return "no signature";
  const parts = stages.map(
    ({ role, required }) => `${required} ${required === 1 ? roleNames[role].one : roleNames[role].many}`,
  );
  const last = parts.pop();
  return parts.length === 0 ? String(last) : `${parts.join(", ")} and ${last}`;
}

export const coverNames: Readonly<Record<ApprovalTimeCover, { name: string; hint: string }>> = {
  none: { name: "Not the time", hint: "The slot may move anywhere; signatures stay." },
  occurrence: { name: "The opening", hint: "The slot may move inside its opening; elsewhere it must be signed again." },
  slot: { name: "The exact time", hint: "Any move must be signed again." },
};
