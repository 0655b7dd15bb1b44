/** The choices of a timetable. Each is a word in forms, plan files and the API. */

/** Who makes room when a departure is full: nobody; a feature or fix for a hotfix; what QA has not accepted for what it has. */
export const bumpingRules = ["never", "hotfix", "readiest"] as const;
export type BumpingRule = (typeof bumpingRules)[number];

/** Where a release goes that cannot leave on its departure: on the next one; wherever somebody says; on the next of another train. */
export const missedPolicies = ["next_departure", "ask", "named_train"] as const;
export type MissedPolicy = (typeof missedPolicies)[number];

/** What becomes of a departure that was held as long as it may be: it leaves, does not take place, or waits for somebody. */
export const holdOutcomes = ["go", "cancel", "ask"] as const;
export type HoldOutcome = (typeof holdOutcomes)[number];

/** What the policy comes to for a departure: after a failure only a person says go, and a policy that would say it asks for one. */
export function outcomeOfHold(policy: HoldOutcome, { afterFailure }: { afterFailure: boolean }): HoldOutcome {
  return policy === "go" && afterFailure ? "ask" : policy;
}

/** How a departure gets its go: somebody says so; by itself once every team aboard is ready; by itself unless somebody says no. */
export const goRules = ["decided", "all_teams_ready", "automatic"] as const;
export type GoRule = (typeof goRules)[number];

/** When a service of a departure fails: nothing more is opened; what does not depend on it goes on. */
export const failurePolicies = ["stop", "go_on"] as const;
export type FailurePolicy = (typeof failurePolicies)[number];

export const goDecisions = ["go", "no_go"] as const;
export type GoDecision = (typeof goDecisions)[number];

/** Why a departure is held. `freeze`: it goes on by itself when the freeze lets it. */
export const holdCauses = ["person", "blockers", "no_go", "undecided", "freeze"] as const;
export type HoldCause = (typeof holdCauses)[number];
