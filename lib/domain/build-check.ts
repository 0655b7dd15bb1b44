/** How far a pipeline's check of a build has come. */
export const checkStatuses = ["queued", "running", "completed"] as const;
export type CheckStatus = (typeof checkStatuses)[number];

/** How a check ended; only a completed one has an end. */
export const checkConclusions = ["passed", "failed", "neutral", "skipped", "cancelled", "timed_out"] as const;
export type CheckConclusion = (typeof checkConclusions)[number];

export type CheckFact = {
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  /** When its source said so, by the source's clock. */
  reportedAt: Date;
};

/**
 * Whether a report says something newer than what is known: the later one by its source's clock wins, and of two at the same moment the
 * one that is further on. A late or doubled report changes nothing, in whatever order the network brings them. The command's SQL says
 * the same in its `where`.
 */
export function isNewerReport(known: CheckFact, reported: CheckFact): boolean {
  const later = reported.reportedAt.getTime() - known.reportedAt.getTime();
  if (later !== 0) return later > 0;
  return checkStatuses.indexOf(reported.status) > checkStatuses.indexOf(known.status);
}

/** What a check amounts to: `passed` also where it was skipped or says nothing either way, `running` while it has no end. */
export function checkOutcome({ status, conclusion }: Pick<CheckFact, "status" | "conclusion">) {
  if (status !== "completed" || conclusion === null) return "running" as const;
  if (conclusion === "passed" || conclusion === "neutral" || conclusion === "skipped") return "passed" as const;
  return "failed" as const;
}

/** How many checks came to what. */
export function countChecks(checks: readonly Pick<CheckFact, "status" | "conclusion">[]) {
  const count = { passed: 0, failed: 0, running: 0 };
  for (const check of checks) count[checkOutcome(check)] += 1;
  return count;
}
