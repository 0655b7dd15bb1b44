import type { Transitions } from "./state-machine";

export const releaseStates = [
  "draft",
  "with_qa",
  "with_dev",
  "accepted",
  "departing",
  "released",
  "failed",
  "rolled_back",
  "withdrawn",
] as const;
export type ReleaseState = (typeof releaseStates)[number];

export const releaseEvents = [
  "build_handed_over",
  "build_rejected",
  "build_accepted",
  "handoff_withdrawn",
  "departed",
  "arrived",
  "failed",
  "rolled_back",
  "tried_again",
  "sent_back",
  "withdrawn",
] as const;
export type ReleaseEvent = (typeof releaseEvents)[number];

/** The life of a release. It speaks of the last stop of its path; what runs elsewhere is read from deployments. */
export const releaseTransitions: Transitions<ReleaseState, ReleaseEvent> = {
  draft: { build_handed_over: "with_qa", withdrawn: "withdrawn" },
  with_qa: {
    build_handed_over: "with_qa",
    build_rejected: "with_dev",
    build_accepted: "accepted",
    handoff_withdrawn: "with_dev",
    withdrawn: "withdrawn",
  },
  with_dev: { build_handed_over: "with_qa", withdrawn: "withdrawn" },
  accepted: { build_handed_over: "with_qa", departed: "departing", withdrawn: "withdrawn" },
  departing: { arrived: "released", failed: "failed" },
  released: { rolled_back: "rolled_back" },
  failed: { tried_again: "accepted", sent_back: "with_dev", withdrawn: "withdrawn" },
  rolled_back: {},
  withdrawn: {},
};

/** A release in one of these is leaving, has left, or will never leave: no slot can be booked for it. */
export const unbookableReleaseStates: readonly ReleaseState[] = ["departing", "released", "rolled_back", "withdrawn"];

export const releaseKinds = ["feature", "fix", "hotfix"] as const;
export type ReleaseKind = (typeof releaseKinds)[number];

export const databaseChanges = ["none", "compatible", "breaking"] as const;
export type DatabaseChange = (typeof databaseChanges)[number];
