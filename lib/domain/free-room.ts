import { intersect, merge, type Range, subtract } from "@/lib/time/range";
import { mayBookIn } from "./bookers";
import type { BookableOccurrence, BookingFacts, Place, TakenSlot, Wish } from "./booking-facts";
import { closedForAll, type FreezeRule, freezesThatHit, type Intent } from "./freeze";

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

/** Room in an opening that can still be booked. */
export type BookableRoom = FreeRange & { occurrenceId: string };

/**
 * The room that the schedule invites to book: what is left in each lane after now and the lead time, on the grid, outside of
 * freezes that let nobody pass. `slots` are the live ones of the environment; the browser asks again with every change.
 */
export function bookableRoom(
  environmentId: string,
  occurrences: readonly BookableOccurrence[],
  slots: readonly Pick<TakenSlot, "occurrenceId" | "lane" | "during">[],
  freezes: readonly FreezeRule[],
  now: Date,
): BookableRoom[] {
  const closed = closedForAll(freezes, environmentId);
  const byOccurrence = new Map<string | null, (typeof slots)[number][]>();
  for (const slot of slots) {
    const own = byOccurrence.get(slot.occurrenceId);
    if (own) own.push(slot);
    else byOccurrence.set(slot.occurrenceId, [slot]);
  }
  return occurrences.flatMap((occurrence) => {
    const bookableFrom = new Date(now.getTime() + occurrence.leadMinutes * minuteMs);
    if (bookableFrom >= occurrence.during.end) return [];
    const past = { start: new Date(0), end: nextOnGrid(bookableFrom, occurrence) };
    return freeRanges(occurrence, byOccurrence.get(occurrence.id) ?? []).flatMap(({ lane, during }) =>
      subtract([during], [past, ...closed]).map((room) => ({ occurrenceId: occurrence.id, lane, during: room })),
    );
  });
}

/** The first instant at or after `at`, and not before the opening starts, that lies on its grid. */
export function nextOnGrid(at: Date, occurrence: Pick<BookableOccurrence, "during" | "granularityMinutes">): Date {
  const origin = occurrence.during.start.getTime();
  const step = occurrence.granularityMinutes * minuteMs;
  return new Date(origin + Math.max(0, Math.ceil((at.getTime() - origin) / step)) * step);
}

/**
 * Where a slot of at least so many minutes ends that starts on the grid of an opening: on the grid too, or with the opening. It may
 * lie behind the opening's end; then there is no such slot.
 */
export function endOnGrid(
  start: Date,
  minutes: number,
  occurrence: Pick<BookableOccurrence, "during" | "granularityMinutes">,
): Date {
  const earliest = new Date(start.getTime() + minutes * minuteMs);
  const { end } = occurrence.during;
  const onGrid = nextOnGrid(earliest, occurrence);
  return earliest <= end && onGrid > end ? end : onGrid;
}

/** What the wish's releases are to freezes; without releases only the team is known. */
export function intentsOfWish(wish: Pick<Wish, "origin" | "teamId" | "releases">, environmentId: string): Intent[] {
  const place = { environmentId, origin: wish.origin };
  if (wish.releases.length === 0) return [{ ...place, teamId: wish.teamId }];
  return wish.releases.map(({ releaseId, serviceId, teamId, kind }) => ({
    ...place,
    releaseId,
    serviceId,
    teamId,
    releaseKind: kind,
  }));
}

export type FreeSlotRequest = Pick<Wish, "origin" | "teamId" | "releases"> & {
  durationMinutes: number;
  /** Proposals start no earlier than this. */
  notBefore: Date;
  /** A slot whose own room counts as free: the one that is being moved. */
  exceptSlotId?: string;
};

/** The facts of a search, put in order once: openings by their start, what stands in each, and what is closed to the wish. */
export type RoomIndex = {
  openings: BookableOccurrence[];
  standing: ReadonlyMap<string | null, TakenSlot[]>;
  /** Freezes that hit and slots that deploy one of the services: merged, in order. */
  closed: Range[];
};

/** Reads every slot once, so that a search over two years does not read all of them again for each opening. */
export function indexRoom(request: FreeSlotRequest, facts: BookingFacts): RoomIndex {
  const intents = intentsOfWish(request, facts.environment.id);
  const frozen = freezesThatHit(facts.freezes, intents).map(({ during }) => during);
  const wanted = new Set(request.releases.map((release) => release.serviceId));
  const standing = new Map<string | null, TakenSlot[]>();
  const sameService: Range[] = [];
  for (const slot of facts.slots) {
    if (slot.id === request.exceptSlotId) continue;
    const there = standing.get(slot.occurrenceId);
    if (there === undefined) standing.set(slot.occurrenceId, [slot]);
    else there.push(slot);
    if (slot.services.some(({ serviceId }) => wanted.has(serviceId))) sameService.push(slot.during);
  }
  const openings = facts.occurrences.toSorted((a, b) => a.during.start.getTime() - b.during.start.getTime());
  return { openings, standing, closed: merge([...frozen, ...sameService]) };
}

/** The ranges of a merged list that touch this one: found by halving, because there may be thousands. */
function touching(merged: readonly Range[], { start, end }: Range): Range[] {
  let low = 0;
  let high = merged.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((merged[middle]?.end ?? end) <= start) low = middle + 1;
    else high = middle;
  }
  const found: Range[] = [];
  for (let at = low; at < merged.length; at++) {
    const range = merged[at];
    if (range === undefined || range.start >= end) break;
    found.push(range);
  }
  return found;
}

/** The stretches of an opening in which the wish could stand, each beginning on the grid and long enough, lane by lane. */
export function stretchesIn(
  occurrence: BookableOccurrence,
  { standing, closed }: RoomIndex,
  { durationMinutes, notBefore, teamId }: FreeSlotRequest,
  now: Date,
): FreeRange[] {
  if (!mayBookIn(occurrence.bookers, teamId)) return [];
  const bookableFrom = new Date(Math.max(now.getTime() + occurrence.leadMinutes * minuteMs, notBefore.getTime()));
  if (bookableFrom >= occurrence.during.end) return [];
  const shut = touching(closed, occurrence.during);
  return freeRanges(occurrence, standing.get(occurrence.id) ?? []).flatMap(({ lane, during }) => {
    const room = intersect(during, { start: bookableFrom, end: occurrence.during.end });
    if (room === undefined) return [];
    return subtract([room], shut).flatMap((free) => {
      const start = nextOnGrid(free.start, occurrence);
      const isLongEnough = endOnGrid(start, durationMinutes, occurrence) <= free.end;
      return isLongEnough ? [{ lane, during: { start, end: free.end } }] : [];
    });
  });
}

/**
 * The earliest places of the wished length in which the releases could be booked now: inside a scheduled opening, on its grid,
 * after its lead time, in a window that the team may book in, in a free lane, outside every freeze that hits, and where none of the
 * services is deployed by another slot. A length that is not on the grid is rounded up. At most one per opening, earliest first; the
 * lowest free lane. Empty when the given openings hold none.
 */
export function nextFreeSlots(request: FreeSlotRequest, facts: BookingFacts, now: Date, limit = 3): Place[] {
  const room = indexRoom(request, facts);
  const startOf = ({ during }: { during: Range }) => during.start.getTime();
  let places: Place[] = [];
  for (const occurrence of room.openings) {
    // An opening that began early may have its first room late: only what begins after the last place cannot bring a better one.
    const last = places.length < limit ? undefined : places.at(-1);
    if (last !== undefined && startOf(occurrence) >= startOf(last)) break;
    const place = earliestIn(occurrence, room, request, now);
    if (place !== undefined) places = [...places, place].sort((a, b) => startOf(a) - startOf(b)).slice(0, limit);
  }
  return places;
}

function earliestIn(
  occurrence: BookableOccurrence,
  room: RoomIndex,
  request: FreeSlotRequest,
  now: Date,
): Place | undefined {
  let best: FreeRange | undefined;
  for (const stretch of stretchesIn(occurrence, room, request, now)) {
    if (best === undefined || stretch.during.start < best.during.start) best = stretch;
  }
  if (best === undefined) return undefined;
  const { start } = best.during;
  const end = endOnGrid(start, request.durationMinutes, occurrence);
  return { occurrenceId: occurrence.id, lane: best.lane, during: { start, end } };
}
