import { contains, lengthMs, merge, type Range, subtract } from "@/lib/time/range";
import type { BookedRelease, BookingFacts, Place, TakenSlot } from "./booking-facts";
import { intentsOfWish, nextFreeSlots } from "./free-room";
import { type FreezeRule, freezesThatHit } from "./freeze";
import type { SlotOrigin } from "./slot-state";

/** A slot that a freeze kept from opening, and what of it still needs a place. */
export type PostponedSlot = {
  id: string;
  environmentId: string;
  /** Where it stood. Without an opening it stood outside of windows. */
  during: Range;
  occurrenceId: string | null;
  origin: SlotOrigin;
  teamId: string;
  releases: readonly BookedRelease[];
};

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Whether the freeze lets it go at `now`: it is over, was lifted, or hits it no more. `freezes` are those of its own freeze. */
export function isThawed(slot: PostponedSlot, freezes: readonly FreezeRule[], now: Date): boolean {
  const hits = freezesThatHit(freezes, intentsOfWish(slot, slot.environmentId));
  return !hits.some(({ during }) => contains(during, now));
}

/** Who goes first when it thaws: hotfixes, and then in the order in which they would have left. */
export function inThawOrder<Slot extends PostponedSlot>(slots: readonly Slot[]): Slot[] {
  const rank = ({ releases }: Slot) => (releases.some(({ kind }) => kind === "hotfix") ? 0 : 1);
  return slots.toSorted(
    (a, b) => rank(a) - rank(b) || a.during.start.getTime() - b.during.start.getTime() || (a.id < b.id ? -1 : 1),
  );
}

/**
 * The first instant from `at` on that keeps its distance from all of these starts: an hour divided by `perHour`, as a ramp meter
 * lets cars go one by one. So no hour has more than `perHour` starts, and no minute has all of them (case 8).
 */
export function nextGreen(starts: readonly Date[], perHour: number, at: Date): Date {
  const distance = Math.ceil(hourMs / perHour);
  const before = starts.map((start) => start.getTime()).sort((a, b) => a - b);
  let time = at.getTime();
  for (const start of before) {
    if (start > time - distance && start < time + distance) time = start + distance;
  }
  return new Date(time);
}

export type Thaw = {
  facts: BookingFacts;
  /** The starts of what this freeze had postponed and is planned again in this environment. */
  starts: readonly Date[];
  perHour: number;
};

/**
 * Where a postponed slot goes: the earliest place of its length that would be granted now and keeps the pace of the thaw. One that
 * stood outside of windows goes wherever no freeze and no other slot of its services is. Undefined when the facts hold no place.
 */
export function planThaw(slot: PostponedSlot, { facts, starts, perHour }: Thaw, now: Date): Place | undefined {
  const isAnyTime = slot.occurrenceId === null;
  // Outside of windows there is no opening to wait for: whoever looks shall see it coming.
  let notBefore = isAnyTime ? new Date(now.getTime() + minuteMs) : now;
  while (true) {
    const place = isAnyTime ? anyTimePlace(slot, facts, notBefore) : windowPlace(slot, facts, notBefore, now);
    if (place === undefined) return undefined;
    const green = nextGreen(starts, perHour, place.during.start);
    if (green.getTime() === place.during.start.getTime()) return place;
    notBefore = green;
  }
}

/** Places for all of them, each in the eyes of those before it: what a list proposes is what the thaw would do. */
export function planThaws(slots: readonly PostponedSlot[], thaw: Thaw, now: Date): Map<string, Place | undefined> {
  let { facts, starts } = thaw;
  const places = new Map<string, Place | undefined>();
  for (const slot of inThawOrder(slots)) {
    const place = planThaw(slot, { ...thaw, facts, starts }, now);
    places.set(slot.id, place);
    if (place === undefined) continue;
    starts = [...starts, place.during.start];
    facts = { ...facts, slots: [...facts.slots, taken(slot, place)] };
  }
  return places;
}

function windowPlace(slot: PostponedSlot, facts: BookingFacts, notBefore: Date, now: Date): Place | undefined {
  const durationMinutes = Math.ceil(lengthMs(slot.during) / minuteMs);
  return nextFreeSlots({ ...slot, durationMinutes, notBefore }, facts, now, 1)[0];
}

function anyTimePlace(slot: PostponedSlot, facts: BookingFacts, notBefore: Date): Place | undefined {
  const from = new Date(Math.ceil(notBefore.getTime() / minuteMs) * minuteMs);
  const frozen = freezesThatHit(facts.freezes, intentsOfWish(slot, slot.environmentId));
  const wanted = new Set(slot.releases.map(({ serviceId }) => serviceId));
  const sameService = facts.slots.filter(({ services }) => services.some(({ serviceId }) => wanted.has(serviceId)));
  const closed = merge([...frozen, ...sameService].map(({ during }) => during));
  const length = lengthMs(slot.during);
  const room = subtract([{ start: from, end: new Date(from.getTime() + horizonMs) }], closed);
  const fitting = room.find((range) => lengthMs(range) >= length);
  if (fitting === undefined) return undefined;
  const during = { start: fitting.start, end: new Date(fitting.start.getTime() + length) };
  return { occurrenceId: null, lane: 1, during };
}

/** How far ahead room outside of windows is looked for: as far as the facts of a booking reach. */
const horizonMs = 60 * 24 * hourMs;

function taken({ id, releases }: PostponedSlot, { occurrenceId, lane, during }: Place): TakenSlot {
  return { id, occurrenceId, lane, during, services: releases };
}
