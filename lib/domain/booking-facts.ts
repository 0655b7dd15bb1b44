import type { Range } from "@/lib/time/range";
import type { BookingTeam } from "./bookers";
import type { FreezeRule } from "./freeze";
import type { Reach } from "./permission";
import type { ReleaseKind, ReleaseState } from "./release-state";
import type { WindowCadence } from "./service-cadence";
import type { SlotOrigin, SlotState } from "./slot-state";
import type { EnvironmentRule, OccurrenceRule } from "./window-status";

/** An opening with what its window asks of a booking. */
export type BookableOccurrence = OccurrenceRule & {
  lanes: number;
  /** What kind of shipping its window is made for. */
  cadence: WindowCadence;
  /** Slots start and end on this grid, counted from the opening's start; the opening's own end is always on it. */
  granularityMinutes: number;
  /** A slot must be booked, and moved, at least this long before it starts. */
  leadMinutes: number;
  /** The teams that may book in its window; empty: every team. */
  bookers: readonly BookingTeam[];
};

/**
 * A live slot (held, booked or open) of the environment: it takes its lane and its services. A hold that ran out takes nothing any
 * more, also when no sweep has seen it yet: leave it out.
 */
export type TakenSlot = {
  id: string;
  occurrenceId: string | null;
  lane: number;
  during: Range;
  /** Who has it, in words: "ledger 4.2.0 of Payments". Left out where the reader may not know. */
  takenBy?: string;
  services: ReadonlyArray<{ serviceId: string; serviceName: string }>;
};

/** What somebody wants to ship in the slot. */
export type BookedRelease = {
  releaseId: string;
  serviceId: string;
  serviceName: string;
  teamId: string;
  version: string;
  kind: ReleaseKind;
  status: ReleaseState;
};

/** Where and when somebody wants a slot. */
export type Place = { occurrenceId: string | null; lane: number; during: Range };

export type Wish = Place & {
  origin: SlotOrigin;
  teamId: string | null;
  releases: readonly BookedRelease[];
};

/** What the decisions look at. Occurrences, freezes and slots from now on, as far ahead as proposals shall reach. */
export type BookingFacts = {
  environment: EnvironmentRule;
  occurrences: readonly BookableOccurrence[];
  freezes: readonly FreezeRule[];
  slots: readonly TakenSlot[];
  /** Before this the wish's releases have not run long enough at the stop before: what is free instead begins no earlier. */
  soakUntil?: Date;
};

/** Who asks, and the teams for which they may book. */
export type Booker = { personId: string; reach: Reach };

/** The slot that a booking, a move or a cancellation is about. */
export type OwnSlot = Place & {
  id: string;
  status: SlotState;
  origin: SlotOrigin;
  teamId: string | null;
  heldBy: string | null;
  heldUntil: Date | null;
};
