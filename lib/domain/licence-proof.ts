/** The four things that a service proves to deploy at any time (continuous availability). */
export const proofKinds = ["automated_deployment", "regression_tests", "feature_toggles", "self_recovery"] as const;
export type ProofKind = (typeof proofKinds)[number];

/** What the run or drill behind a proof ended with; a failed one ends the licence at once. */
export const proofOutcomes = ["passed", "failed"] as const;
export type ProofOutcome = (typeof proofOutcomes)[number];

/** What each proof is called, what it says of the service, and what is good evidence for it. */
export const proofWords: Record<ProofKind, { name: string; says: string; evidence: string }> = {
  automated_deployment: {
    name: "Automated deployment",
    says: "A build reaches production without a hand on it.",
    evidence: "The pipeline run that deployed it from commit to production.",
  },
  regression_tests: {
    name: "Automated regression tests",
    says: "What worked before works still, and a machine has tried it.",
    evidence: "The test run, for the build's artifact where it was about one.",
  },
  feature_toggles: {
    name: "Feature toggles",
    says: "What is unfinished ships switched off, and what misbehaves is switched off without a deployment.",
    evidence: "The last time a toggle was switched in production, or the review of toggles.",
  },
  self_recovery: {
    name: "Self-recovery",
    says: "It notices by itself that it is ill and heals or rolls itself back.",
    evidence: "The drill in which it was broken on purpose.",
  },
};

/** How long a proof holds unless whoever records it says otherwise: what a machine tries often goes stale soonest. */
export const usualValidDays: Record<ProofKind, number> = {
  automated_deployment: 90,
  regression_tests: 14,
  feature_toggles: 90,
  self_recovery: 90,
};

/** The longest a proof may hold: nobody vouches for a service for more than a year. */
export const longestValidDays = 366;

/** One piece of evidence, as the licence looks at it. */
export type ProofFact = {
  id: string;
  kind: ProofKind;
  summary: string;
  outcome: ProofOutcome;
  provenAt: Date;
  expiresAt: Date;
  withdrawnAt: Date | null;
};
