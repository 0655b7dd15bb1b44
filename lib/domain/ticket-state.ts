import type { Transitions } from "./state-machine";

export const ticketStates = ["aboard", "waiting", "arrived", "failed", "left"] as const;
export type TicketState = (typeof ticketStates)[number];

export const ticketEvents = ["moved", "unplaced", "arrived", "failed", "left"] as const;
export type TicketEvent = (typeof ticketEvents)[number];

/**
 * A release's place on a train. It is never lost: it stands aboard a departure, or waits until somebody says which (`waiting`), or has
 * ended: it arrived, its deployment failed, or somebody took it off (`left`).
 */
export const ticketTransitions: Transitions<TicketState, TicketEvent> = {
  aboard: { moved: "aboard", unplaced: "waiting", arrived: "arrived", failed: "failed", left: "left" },
  waiting: { moved: "aboard", left: "left" },
  arrived: {},
  failed: {},
  left: {},
};

/** At most one ticket of a release is live at a time (partial unique index `tickets_one_live_per_release`). */
export const liveTicketStates = ["aboard", "waiting"] as const satisfies readonly TicketState[];

/** Why a ticket changed its departure, or ended. */
export const ticketMoveKinds = [
  "boarded",
  "moved",
  "cut_off",
  "not_accepted",
  "bumped",
  "slot_missed",
  "service_taken",
  "skipped",
  "cancelled",
  "withdrawn",
  "left",
  "arrived",
  "failed",
] as const;
export type TicketMoveKind = (typeof ticketMoveKinds)[number];
