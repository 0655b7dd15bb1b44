import type { Transitions } from "./state-machine";

export const waitlistStates = ["waiting", "offered", "booked", "withdrawn", "expired"] as const;
export type WaitlistState = (typeof waitlistStates)[number];

export const waitlistEvents = ["offered", "passed", "booked", "withdrawn", "expired"] as const;
export type WaitlistEvent = (typeof waitlistEvents)[number];

/**
 * A place in line for a full window. What falls free is offered to the first in line until a deadline; `passed`: the deadline went
 * by or the offer was declined, and the next in line is asked.
 */
export const waitlistTransitions: Transitions<WaitlistState, WaitlistEvent> = {
  waiting: { offered: "offered", withdrawn: "withdrawn", expired: "expired" },
  offered: { passed: "waiting", booked: "booked", withdrawn: "withdrawn", expired: "expired" },
  booked: {},
  withdrawn: {},
  expired: {},
};
