import { formatRange } from "@/lib/time/format";
import { encloses, overlaps, type Range } from "@/lib/time/range";
import type { BookableOccurrence, BookingFacts, Place, TakenSlot, Wish } from "./booking-facts";
import { checkPlace } from "./booking-place";
import { conflictsOf, type Plan } from "./conflicts";
import { nearbyPlaces } from "./nearby-places";
import type { PlannedSlot } from "./planned-slot";
import { type Refusal, refuse } from "./refusal";

/** A recurring booking longer than this is a window, not a booking. */
export const mostDates = 60;

const dayMs = 86_400_000;
/** An alternative farther away than this belongs to another date. */
const alternativeDays = 7;

/** One date that a rule gives. */
export type SeriesDate = { originalLocalStart: string; during: Range };

/** What would become of one date if it were booked now. */
export type DateVerdict = SeriesDate & {
  /** Where it would stand; null: it is refused. */
  place: Place | null;
  refusal: Refusal | null;
  /** What speaks against it without forbidding it: outside working hours, a holiday. */
  warnings: string[];
  /** The nearest free place of the same length instead, for a date that is refused. */
  instead: Place | null;
};

export type SeriesWish = Pick<Wish, "origin"> & { team: PlannedSlot["team"]; durationMinutes: number };

/**
 * Judges every date of a recurring booking by the rules of a booking, and finds for each refused one the nearest free place within a
 * week. Dates and alternatives never take each other's room: all of the places together could be booked.
 */
export function judgeDates(
  dates: readonly SeriesDate[],
  wish: SeriesWish,
  facts: BookingFacts,
  plan: Plan,
  now: Date,
): DateVerdict[] {
  const claimed: TakenSlot[] = [];
  const claim = (place: Place) =>
    claimed.push({ ...place, id: `date ${claimed.length}`, takenBy: "another date of this booking", services: [] });
  return dates.map((date) => {
    const near = factsNear(date.during, { ...facts, slots: [...facts.slots, ...claimed] });
    const found = placeFor(date, wish, near, now);
    if ("place" in found) {
      claim(found.place);
      return { ...date, ...found, refusal: null, warnings: warningsAt(found.place, wish, facts, plan), instead: null };
    }
    const request = { ...wish, teamId: wish.team.id, releases: [], notBefore: now };
    const [instead = null] = nearbyPlaces(request, near, date.during.start, now, 1);
    if (instead !== null) claim(instead);
    return { ...date, place: null, refusal: found.refusal, warnings: [], instead };
  });
}

function factsNear({ start, end }: Range, facts: BookingFacts): BookingFacts {
  const near = {
    start: new Date(start.getTime() - alternativeDays * dayMs),
    end: new Date(end.getTime() + alternativeDays * dayMs),
  };
  const isNear = ({ during }: { during: Range }) => overlaps(during, near);
  return { ...facts, occurrences: facts.occurrences.filter(isNear), slots: facts.slots.filter(isNear) };
}

function placeFor(
  { during }: SeriesDate,
  { origin, team }: SeriesWish,
  facts: BookingFacts,
  now: Date,
): { place: Place } | { refusal: Refusal } {
  const ask = (occurrenceId: string | null, lane: number) => {
    const place = { occurrenceId, lane, during };
    const refused = checkPlace({ wish: { ...place, origin, teamId: team.id, releases: [] }, facts, now });
    return refused === undefined ? { place } : { refusal: refused.refusal };
  };
  if (origin !== "window") return ask(null, 1);
  const open = facts.occurrences.filter(
    (occurrence) => occurrence.status === "scheduled" && encloses(occurrence.during, during),
  );
  let first: { refusal: Refusal } | undefined;
  for (const { id, lanes } of open) {
    for (let lane = 1; lane <= lanes; lane++) {
      const answer = ask(id, lane);
      if ("place" in answer) return answer;
      first ??= answer;
    }
  }
  return first ?? { refusal: noOpening(during, facts) };
}

function noOpening(during: Range, { environment, occurrences }: BookingFacts): Refusal {
  const partly = occurrences.filter(
    (each: BookableOccurrence) => each.status === "scheduled" && overlaps(each.during, during),
  );
  const rules = partly.map(({ windowId, windowName, during: open, zone }) => {
    const reason = `${windowName} is open ${formatRange(open, zone)}; the slot must lie inside.`;
    return { kind: "window" as const, id: windowId, name: windowName, reason };
  });
  const message = `${environment.name} has no opening ${formatRange(during, environment.zone)}.`;
  return refuse("outside_window", rules[0]?.reason ?? message, { rules }).refusal;
}

function warningsAt(place: Place, { origin, team }: SeriesWish, facts: BookingFacts, plan: Plan): string[] {
  const slot: PlannedSlot = { ...place, id: "", environment: facts.environment, origin, team, releases: [] };
  return conflictsOf(slot, plan).map(({ sentence }) => sentence);
}
