/** Below this it is less likely than not. */
export const unlikelyBelow = 0.5;

/** The chance to make one place: a slot, or a departure. */
export type OddsOfPlace = { place: string; chance: number };

/**
 * Whether odds that stood at one half or better have fallen below it: told once, and again only after they have recovered. Another place
 * than before has odds of its own, and the first odds of a place are no fall: whoever booked it has just seen them.
 */
export function haveFallen(before: OddsOfPlace | undefined, after: OddsOfPlace): boolean {
  return before?.place === after.place && before.chance >= unlikelyBelow && after.chance < unlikelyBelow;
}
