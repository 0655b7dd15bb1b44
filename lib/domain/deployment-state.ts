import type { Transitions } from "./state-machine";

export const deploymentStates = [
  "pending",
  "calling",
  "running",
  "succeeded",
  "failed",
  "timed_out",
  "rolling_back",
  "rolled_back",
] as const;
export type DeploymentState = (typeof deploymentStates)[number];

export const deploymentEvents = [
  "call_started",
  "reported_running",
  "reported_succeeded",
  "reported_failed",
  "gave_up",
  "timed_out",
  "rollback_started",
  "rollback_finished",
  "rollback_failed",
] as const;
export type DeploymentEvent = (typeof deploymentEvents)[number];

/**
 * One attempt to ship one release in one slot. A receiver may report before its answer to the call has arrived, so
 * `calling` takes every report. `gave_up`: the call was refused for good or the slot ended before it was accepted. A rollback that
 * fails or is never reported leaves behind what nobody can vouch for: the deployment has failed then, whatever it was before, and
 * may be taken back once more.
 */
export const deploymentTransitions: Transitions<DeploymentState, DeploymentEvent> = {
  pending: { call_started: "calling", gave_up: "failed", timed_out: "timed_out" },
  calling: {
    call_started: "calling",
    reported_running: "running",
    reported_succeeded: "succeeded",
    reported_failed: "failed",
    gave_up: "failed",
    timed_out: "timed_out",
  },
  running: { reported_succeeded: "succeeded", reported_failed: "failed", timed_out: "timed_out" },
  succeeded: { rollback_started: "rolling_back" },
  failed: { rollback_started: "rolling_back" },
  timed_out: { rollback_started: "rolling_back" },
  rolling_back: { rollback_finished: "rolled_back", rollback_failed: "failed", timed_out: "timed_out" },
  rolled_back: {},
};

export const finalDeploymentStates = [
  "succeeded",
  "failed",
  "timed_out",
  "rolled_back",
] as const satisfies readonly DeploymentState[];
