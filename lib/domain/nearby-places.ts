import { subtract } from "@/lib/time/range";
import type { BookableOccurrence, BookingFacts, Place } from "./booking-facts";
import {
  endOnGrid,
  type FreeRange,
  type FreeSlotRequest,
  indexRoom,
  nextOnGrid,
  type RoomIndex,
  stretchesIn,
} from "./free-room";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** More starts in one stretch of free room nobody needs to choose from; on a fine grid they are spread over it. */
const mostStarts = 24;
/** Around the clock a stretch is days long: every quarter of an hour of five days. */
const mostStartsAnyTime = 480;
/** Where no window says otherwise, times on the clock's quarters. */
const anyTimeGridMinutes = 15;

/** Starts within a stretch: spread over it, with its first, its last and the one nearest to `around`. */
export function startsIn(
  { during }: FreeRange,
  occurrence: Pick<BookableOccurrence, "during" | "granularityMinutes">,
  durationMinutes: number,
  around: Date,
  most = mostStarts,
): Date[] {
  const step = occurrence.granularityMinutes * minuteMs;
  const first = during.start.getTime();
  const steps = Math.floor((during.end.getTime() - durationMinutes * minuteMs - first) / step);
  const stride = Math.max(1, Math.ceil(steps / most));
  const nearest = Math.min(steps, Math.max(0, Math.round((around.getTime() - first) / step)));
  const chosen = new Set([nearest, steps]);
  for (let at = 0; at <= steps; at += stride) chosen.add(at);
  return [...chosen].sort((a, b) => a - b).map((at) => new Date(first + at * step));
}

/** Every start that an opening has for the wish, each in its lowest free lane, or in a free one that is liked better. */
export function placesIn(
  occurrence: BookableOccurrence,
  room: RoomIndex,
  request: FreeSlotRequest,
  around: Date,
  now: Date,
  isLiked: (place: Place) => boolean = () => false,
): Place[] {
  const byStart = new Map<number, Place>();
  for (const { lane, during } of stretchesIn(occurrence, room, request, now)) {
    for (const start of startsIn({ lane, during }, occurrence, request.durationMinutes, around)) {
      const end = endOnGrid(start, request.durationMinutes, occurrence);
      if (end > during.end) continue;
      const place = { occurrenceId: occurrence.id, lane, during: { start, end } };
      const known = byStart.get(start.getTime());
      if (known === undefined || (!isLiked(known) && isLiked(place))) byStart.set(start.getTime(), place);
    }
  }
  return [...byStart.values()];
}

function placesAnyTime({ closed }: RoomIndex, request: FreeSlotRequest, around: Date, now: Date): Place[] {
  const from = Math.max(now.getTime(), request.notBefore.getTime(), around.getTime() - 2 * dayMs);
  const whole = { start: new Date(from), end: new Date(Math.max(from, around.getTime()) + 3 * dayMs) };
  const midnight = new Date(Math.floor(from / dayMs) * dayMs);
  const grid = { during: { start: midnight, end: whole.end }, granularityMinutes: anyTimeGridMinutes };
  const length = request.durationMinutes * minuteMs;
  return subtract([whole], closed).flatMap(({ start, end }) => {
    const stretch = { lane: 1, during: { start: nextOnGrid(start, grid), end } };
    if (stretch.during.start.getTime() + length > end.getTime()) return [];
    return startsIn(stretch, grid, request.durationMinutes, around, mostStartsAnyTime).map((at) => ({
      occurrenceId: null,
      lane: 1,
      during: { start: at, end: new Date(at.getTime() + length) },
    }));
  });
}

/**
 * Free places for the wish, the nearest to `around` first, before and after it: what a slot can be moved to without going far.
 * All of them would be granted now (see `nextFreeSlots`). What needs no opening finds its places around the clock.
 */
export function nearbyPlaces(
  request: FreeSlotRequest,
  facts: BookingFacts,
  around: Date,
  now: Date,
  limit = 200,
): Place[] {
  const room = indexRoom(request, facts);
  const places =
    request.origin !== "window" && facts.environment.defaultOpen
      ? placesAnyTime(room, request, around, now)
      : room.openings.flatMap((occurrence) => placesIn(occurrence, room, request, around, now));
  const distance = ({ during }: Place) => Math.abs(during.start.getTime() - around.getTime());
  return places.sort((a, b) => distance(a) - distance(b) || a.lane - b.lane).slice(0, limit);
}
