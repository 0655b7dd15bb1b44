import type { PlannedSlot } from "./planned-slot";

/** Why two slots, or a slot and the world around it, get in each other's way. In the order in which screens list them. */
export const conflictCauses = [
  "freeze",
  "dependency_order",
  "downtime",
  "same_service",
  "no_way_back",
  "two_places",
  "holiday",
  "outside_hours",
] as const;
export type ConflictCause = (typeof conflictCauses)[number];

/**
 * How bad it is, counted in days of waiting: a place with such a conflict ranks behind one without it that is so many days later.
 * A breaking change without a way back is the same at every place, so no place is better for it.
 */
export const conflictWeights: Readonly<Record<ConflictCause, number>> = {
  freeze: 14,
  dependency_order: 7,
  downtime: 7,
  same_service: 7,
  no_way_back: 0,
  two_places: 5,
  holiday: 3,
  outside_hours: 2,
};

/** One conflict. A pair of slots has one, told of the slot that had better move. */
export type Conflict = {
  /** The same conflict has the same key at the next look. */
  key: string;
  cause: ConflictCause;
  slotId: string;
  /** The other one of a pair. */
  otherSlotId?: string;
  /** A full sentence with both names and times. */
  sentence: string;
};

/** What a slot is called: what it ships, else whose it is. */
export function nameOfSlot({ releases, team }: Pick<PlannedSlot, "releases" | "team">): string {
  const shipped = releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(" and ");
  return shipped || `${team.name}’s slot`;
}
