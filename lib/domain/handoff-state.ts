import type { Transitions } from "./state-machine";

export const handoffStates = ["queued", "testing", "accepted", "rejected", "superseded", "withdrawn"] as const;
export type HandoffState = (typeof handoffStates)[number];

export const handoffEvents = [
  "claimed",
  "returned",
  "proven",
  "accepted",
  "rejected",
  "superseded",
  "withdrawn",
] as const;
export type HandoffEvent = (typeof handoffEvents)[number];

/**
 * One build's turn with QA. A newer build supersedes a turn that is still running and also an acceptance, which then
 * counts for nothing; a rejection stays on the record as rejected. `returned` gives a claimed build back to the queue; `proven`: the
 * regression run of a continuous service judged in a tester's place.
 */
export const handoffTransitions: Transitions<HandoffState, HandoffEvent> = {
  queued: { claimed: "testing", proven: "accepted", superseded: "superseded", withdrawn: "withdrawn" },
  testing: {
    returned: "queued",
    accepted: "accepted",
    rejected: "rejected",
    superseded: "superseded",
    withdrawn: "withdrawn",
  },
  accepted: { superseded: "superseded", withdrawn: "withdrawn" },
  rejected: {},
  superseded: {},
  withdrawn: {},
};

/** At most one handoff of a release is live at a time (partial unique index `handoffs_one_live_per_release`). */
export const liveHandoffStates = ["queued", "testing", "accepted"] as const satisfies readonly HandoffState[];

export const rejectionCategories = [
  "wrong_result",
  "crash",
  "performance",
  "configuration",
  "regression",
  "missing_change",
  "environment",
  "other",
] as const;
export type RejectionCategory = (typeof rejectionCategories)[number];

export const rejectionSeverities = ["minor", "major", "severe"] as const;
export type RejectionSeverity = (typeof rejectionSeverities)[number];
