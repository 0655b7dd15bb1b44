import type { Place } from "@/lib/domain/booking-facts";
import type { Verdict } from "./judge";
import type { Dragged } from "./wish";

/** What is under the hand (or was picked up by key), where it would stand, and what the rules say to that. */
export type Carried = { dragged: Dragged; place: Place; day: number; verdict: Verdict; by: "hand" | "keys" };

export const samePlace = (a: Place, b: Place) =>
  a.occurrenceId === b.occurrenceId &&
  a.lane === b.lane &&
  a.during.start.getTime() === b.during.start.getTime() &&
  a.during.end.getTime() === b.during.end.getTime();

/** Where a slot stood when it was taken up; room that is drawn out stood nowhere. */
export function standsAsBefore({ dragged, place }: Pick<Carried, "dragged" | "place">): boolean {
  return dragged.act !== "book" && samePlace(dragged.slot, place);
}

/**
 * Holds what is carried, outside of React: a step of the hand draws the ghost again and nothing else of a calendar of thousands.
 */
export function createCarriedStore() {
  let carried: Carried | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => carried,
    set(next: Carried | null) {
      carried = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
export type CarriedStore = ReturnType<typeof createCarriedStore>;
