import type { Transitions } from "./state-machine";

export const departureStates = [
  "scheduled",
  "boarding",
  "locked",
  "go",
  "held",
  "departed",
  "arrived",
  "skipped",
  "cancelled",
] as const;
export type DepartureState = (typeof departureStates)[number];

export const departureEvents = [
  "boarding_opened",
  "cut_off",
  "went",
  "taken_back",
  "held",
  "released",
  "departed",
  "arrived",
  "skipped",
  "resumed",
  "cancelled",
] as const;
export type DepartureEvent = (typeof departureEvents)[number];

/**
 * One run of a timetable. `locked`: the cut-off has passed and nobody boards any more; `go`: somebody, or the policy, said so; `held`: its
 * time floats until what holds it is gone. A skipped one can be taken up again, a cancelled one cannot.
 */
export const departureTransitions: Transitions<DepartureState, DepartureEvent> = {
  scheduled: { boarding_opened: "boarding", skipped: "skipped", cancelled: "cancelled" },
  boarding: { cut_off: "locked", skipped: "skipped", cancelled: "cancelled" },
  locked: { went: "go", held: "held", cancelled: "cancelled" },
  go: { departed: "departed", taken_back: "locked", held: "held", cancelled: "cancelled" },
  held: { went: "go", released: "locked", cancelled: "cancelled" },
  departed: { arrived: "arrived" },
  arrived: {},
  skipped: { resumed: "scheduled", cancelled: "cancelled" },
  cancelled: {},
};

/** It has yet to leave: releases stand aboard and may be moved here. */
export const comingDepartureStates = [
  "scheduled",
  "boarding",
  "locked",
  "go",
  "held",
] as const satisfies readonly DepartureState[];

/** How a departure ended. `incomplete`: some of it could not leave and went on to another; `failed`: a deployment failed. */
export const departureOutcomes = ["complete", "incomplete", "failed"] as const;
export type DepartureOutcome = (typeof departureOutcomes)[number];
