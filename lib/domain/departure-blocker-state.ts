import type { Transitions } from "./state-machine";

export const departureBlockerStates = ["open", "resolved", "waived"] as const;
export type DepartureBlockerState = (typeof departureBlockerStates)[number];

export const departureBlockerEvents = ["resolved", "waived"] as const;
export type DepartureBlockerEvent = (typeof departureBlockerEvents)[number];

/** What holds a departure: until it is resolved, or somebody waives it by name and reason. */
export const departureBlockerTransitions: Transitions<DepartureBlockerState, DepartureBlockerEvent> = {
  open: { resolved: "resolved", waived: "waived" },
  resolved: {},
  waived: {},
};

/** `after_failure`: the departure before it failed, and somebody must say go. */
export const departureBlockerKinds = ["raised", "after_failure"] as const;
export type DepartureBlockerKind = (typeof departureBlockerKinds)[number];
