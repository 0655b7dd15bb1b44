import type { Transitions } from "./state-machine";

export const postponementStates = ["waiting", "planned", "dropped"] as const;
export type PostponementState = (typeof postponementStates)[number];

export const postponementEvents = ["planned", "dropped"] as const;
export type PostponementEvent = (typeof postponementEvents)[number];

/** A slot that a freeze kept from opening: waits for the thaw, is planned again, or is dropped by somebody's decision. */
export const postponementTransitions: Transitions<PostponementState, PostponementEvent> = {
  waiting: { planned: "planned", dropped: "dropped" },
  planned: {},
  dropped: {},
};
