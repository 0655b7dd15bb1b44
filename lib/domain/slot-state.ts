import type { Transitions } from "./state-machine";

export const slotStates = ["held", "booked", "open", "closed", "missed", "cancelled", "expired"] as const;
export type SlotState = (typeof slotStates)[number];

export const slotEvents = ["booked", "moved", "opened", "closed", "missed", "cancelled", "expired"] as const;
export type SlotEvent = (typeof slotEvents)[number];

/** The life of a slot. `expired` is a hold that nobody confirmed; `missed` a booked slot that could not open. */
export const slotTransitions: Transitions<SlotState, SlotEvent> = {
  held: { booked: "booked", cancelled: "cancelled", expired: "expired" },
  booked: { moved: "booked", opened: "open", missed: "missed", cancelled: "cancelled" },
  open: { closed: "closed" },
  closed: {},
  missed: {},
  cancelled: {},
  expired: {},
};

/** A live slot occupies its lane and its services; the exclusion constraints see only these. */
export const liveSlotStates = ["held", "booked", "open"] as const satisfies readonly SlotState[];

export const slotOrigins = ["window", "train", "continuous", "emergency"] as const;
export type SlotOrigin = (typeof slotOrigins)[number];
