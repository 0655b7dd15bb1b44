import { decideMove } from "./booking";
import type { BookedRelease, Booker, BookingFacts, OwnSlot, Place } from "./booking-facts";
import { accept, type Refusal, type Result, refuse } from "./refusal";

/** One of the two slots of a swap, and who speaks for it. */
export type SwapSide = {
  slot: OwnSlot & { environmentId: string };
  releases: readonly BookedRelease[];
  booker: Booker;
  /** What the slot is called in a refusal. */
  name: string;
};

export type SwapPlaces = { slot: Place; forSlot: Place };

const placeOf = ({ occurrenceId, lane, during }: OwnSlot): Place => ({ occurrenceId, lane, during });

/**
 * Whether two slots change places: each takes the other's opening, lane and time, exactly. Each is judged as a move would be, with
 * the room of both counting as free: windows and their teams, freezes, lead time, grid, services. Refuses besides slots of two
 * environments or of one team (`invalid_input`: a team moves its own slots without asking anybody).
 */
export function decideSwap(own: SwapSide, other: SwapSide, facts: BookingFacts, now: Date): Result<SwapPlaces> {
  if (own.slot.environmentId !== other.slot.environmentId) {
    return refuse("invalid_input", "Only slots of one environment can change places.", { field: "forSlotId" });
  }
  if (own.slot.teamId === other.slot.teamId) {
    return refuse("invalid_input", "Both slots belong to one team: move them instead.", { field: "forSlotId" });
  }
  const slots = facts.slots.filter(({ id }) => id !== own.slot.id && id !== other.slot.id);
  const without = { ...facts, slots };
  for (const [side, to] of [
    [own, other],
    [other, own],
  ] as const) {
    const moved = decideMove(side.booker, side.slot, placeOf(to.slot), side.releases, without, now);
    if (!moved.ok) return { ok: false, refusal: toldOf(side.name, moved.refusal) };
  }
  return accept({ slot: placeOf(other.slot), forSlot: placeOf(own.slot) });
}

/** A refusal that says of which of the two it speaks. */
function toldOf(name: string, { message, ...refusal }: Refusal): Refusal {
  return { ...refusal, message: `${name} cannot go there: ${message}` };
}
