import type { Transitions } from "./state-machine";

export const freezeExceptionStates = ["requested", "granted", "refused", "withdrawn", "revoked", "reviewed"] as const;
export type FreezeExceptionState = (typeof freezeExceptionStates)[number];

export const freezeExceptionEvents = ["granted", "refused", "withdrawn", "revoked", "reviewed"] as const;
export type FreezeExceptionEvent = (typeof freezeExceptionEvents)[number];

/** Break-glass: asked for, granted or refused by somebody else, taken back or, once its time is over, reviewed. */
export const freezeExceptionTransitions: Transitions<FreezeExceptionState, FreezeExceptionEvent> = {
  requested: { granted: "granted", refused: "refused", withdrawn: "withdrawn" },
  granted: { revoked: "revoked", reviewed: "reviewed" },
  refused: {},
  withdrawn: {},
  revoked: { reviewed: "reviewed" },
  reviewed: {},
};
