import type { DeploymentState } from "./deployment-state";
import type { Transitions } from "./state-machine";

export const rollbackStates = ["pending", "calling", "running", "rolled_back", "failed", "timed_out"] as const;
export type RollbackState = (typeof rollbackStates)[number];

export const rollbackEvents = [
  "call_started",
  "reported_running",
  "reported_rolled_back",
  "reported_failed",
  "gave_up",
  "timed_out",
] as const;
export type RollbackEvent = (typeof rollbackEvents)[number];

/** One way back: called, accepted, reported. As with a deployment, a report may overtake the answer to the call. */
export const rollbackTransitions: Transitions<RollbackState, RollbackEvent> = {
  pending: { call_started: "calling", gave_up: "failed" },
  calling: {
    call_started: "calling",
    reported_running: "running",
    reported_rolled_back: "rolled_back",
    reported_failed: "failed",
    gave_up: "failed",
    timed_out: "timed_out",
  },
  running: { reported_rolled_back: "rolled_back", reported_failed: "failed", timed_out: "timed_out" },
  rolled_back: {},
  failed: {},
  timed_out: {},
};

/** What a receiver may say of a rollback. */
export const rollbackReportStates = ["running", "rolled_back", "failed"] as const;
export type RollbackReportState = (typeof rollbackReportStates)[number];

/** A deployment that has come to one of these can be taken back. */
export const rollbackableStates = ["succeeded", "failed", "timed_out"] as const satisfies readonly DeploymentState[];
export type RollbackableState = (typeof rollbackableStates)[number];
