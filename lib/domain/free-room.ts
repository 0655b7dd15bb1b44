import { intersect, merge, type Range, subtract } from "@/lib/time/range";
import type { BookableOccurrence, BookingFacts, Place, TakenSlot, Wish } from "./booking-facts";
import type { Intent } from "./freeze";
import { freezesThatHit } from "./window-status";

export type FreeRange = { lane: number; during: Range };

const minuteMs = 60_000;

/**
 * The room that is left in each lane of an opening, lane by lane and in order: where the schedule invites to book. A cancelled
 * opening has none. Freezes and lead time are not looked at; `nextFreeSlots` does.
 */
export function freeRanges(
  occurrence: Pick<BookableOccurrence, "id" | "during" | "lanes" | "status">,
  slots: readonly Pick<TakenSlot, "occurrenceId" | "lane" | "during">[],
): FreeRange[] {
  if (occurrence.status !== "scheduled") return [];
  const own = slots.filter((slot) => slot.occurrenceId === occurrence.id);
  return Array.from({ length: occurrence.lanes }, (_, index) => index + 1).flatMap((lane) => {
    const taken = own.filter((slot) => slot.lane === lane).map((slot) => slot.during);
    return subtract([occurrence.during], taken).map((during) => ({ lane, during }));
  });
}

/** The first instant at or after `at`, and not before the opening starts, that lies on its grid. */
export function nextOnGrid(at: Date, occurrence: Pick<BookableOccurrence, "during" | "granularityMinutes">): Date {
  const origin = occurrence.during.start.getTime();
  const step = occurrence.granularityMinutes * minuteMs;
  return new Date(origin + Math.max(0, Math.ceil((at.getTime() - origin) / step)) * step);
}

/** What the wish's releases are to freezes; without releases only the team is known. */
export function intentsOfWish(wish: Pick<Wish, "origin" | "teamId" | "releases">, environmentId: string): Intent[] {
  const place = { environmentId, origin: wish.origin };
  if (wish.releases.length === 0) return [{ ...place, teamId: wish.teamId }];
  return wish.releases.map(({ serviceId, teamId, kind }) => ({ ...place, serviceId, teamId, releaseKind: kind }));
}

export type FreeSlotRequest = Pick<Wish, "origin" | "teamId" | "releases"> & {
  durationMinutes: number;
  /** Proposals start no earlier than this. */
  notBefore: Date;
  /** A slot whose own room counts as free: the one that is being moved. */
  exceptSlotId?: string;
};

/**
 * The earliest places of the wished length in which the releases could be booked now: inside a scheduled opening, on its grid,
 * after its lead time, in a free lane, outside every freeze that hits, and where none of the services is deployed by another
 * slot. At most one per opening, earliest first; the lowest free lane. Empty when the given openings hold none.
 */
export function nextFreeSlots(request: FreeSlotRequest, facts: BookingFacts, now: Date, limit = 3): Place[] {
  const intents = intentsOfWish(request, facts.environment.id);
  const frozen = freezesThatHit(facts.freezes, intents).map(({ during }) => during);
  const slots = facts.slots.filter((slot) => slot.id !== request.exceptSlotId);
  const wanted = new Set(request.releases.map((release) => release.serviceId));
  const sameService = slots.filter((slot) => slot.services.some(({ serviceId }) => wanted.has(serviceId)));
  const closed = merge([...frozen, ...sameService.map(({ during }) => during)]);
  const startOf = ({ during }: { during: Range }) => during.start.getTime();
  const inOrder = facts.occurrences.toSorted((a, b) => startOf(a) - startOf(b));
  let places: Place[] = [];
  for (const occurrence of inOrder) {
    // An opening that began early may have its first room late: only what begins after the last place cannot bring a better one.
    const last = places.length < limit ? undefined : places.at(-1);
    if (last !== undefined && startOf(occurrence) >= startOf(last)) break;
    const place = earliestIn(occurrence, slots, closed, request, now);
    if (place !== undefined) places = [...places, place].sort((a, b) => startOf(a) - startOf(b)).slice(0, limit);
  }
  return places;
}

function earliestIn(
  occurrence: BookableOccurrence,
  slots: readonly TakenSlot[],
  closed: readonly Range[],
  { durationMinutes, notBefore }: FreeSlotRequest,
  now: Date,
): Place | undefined {
  const bookableFrom = new Date(Math.max(now.getTime() + occurrence.leadMinutes * minuteMs, notBefore.getTime()));
  let best: Place | undefined;
  for (const { lane, during } of freeRanges(occurrence, slots)) {
    const room = intersect(during, { start: bookableFrom, end: occurrence.during.end });
    if (room === undefined) continue;
    for (const free of subtract([room], closed)) {
      const start = nextOnGrid(free.start, occurrence);
      const end = new Date(start.getTime() + durationMinutes * minuteMs);
      if (end > free.end) continue;
      if (best === undefined || start < best.during.start)
        best = { occurrenceId: occurrence.id, lane, during: { start, end } };
      break;
    }
  }
  return best;
}
