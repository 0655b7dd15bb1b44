import type { Transitions } from "./state-machine";

export const swapStates = ["offered", "accepted", "declined", "withdrawn", "lapsed"] as const;
export type SwapState = (typeof swapStates)[number];

export const swapEvents = ["accepted", "declined", "withdrawn", "lapsed"] as const;
export type SwapEvent = (typeof swapEvents)[number];

/** One team's offer to exchange slots with another. `lapsed`: one of the two slots is not booked there any more. */
export const swapTransitions: Transitions<SwapState, SwapEvent> = {
  offered: { accepted: "accepted", declined: "declined", withdrawn: "withdrawn", lapsed: "lapsed" },
  accepted: {},
  declined: {},
  withdrawn: {},
  lapsed: {},
};
