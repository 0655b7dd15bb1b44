import type { Place } from "@/lib/domain/booking-facts";

/** Whether a slot stands at exactly this place: the same opening, lane and time. */
export function standsThere(slot: Place, to: Place): boolean {
  return (
    slot.occurrenceId === to.occurrenceId &&
    slot.lane === to.lane &&
    slot.during.start.getTime() === to.during.start.getTime() &&
    slot.during.end.getTime() === to.during.end.getTime()
  );
}
