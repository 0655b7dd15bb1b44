import { overlaps, type Range } from "@/lib/time/range";
import type { Opening } from "@/lib/time/recurrence";
import type { OccurrenceState } from "./occurrence-state";

/** An opening as it stands in the database, with what hangs on it. */
export type StandingOccurrence = {
  id: string;
  originalLocalStart: string;
  during: Range;
  lanes: number;
  status: OccurrenceState;
  /** Somebody holds, has booked or is using a slot in it. */
  hasLiveSlots: boolean;
  /** A slot ever stood in it, so that it is part of the record. */
  hasSlots: boolean;
};

/** What must happen for the openings to follow a new rule. */
export type OccurrencePlan = {
  make: Opening[];
  change: { id: string; during: Range }[];
  remove: string[];
  cancel: string[];
  /** Left as they are although the rule wants them otherwise, because live slots stand in them. */
  keep: StandingOccurrence[];
};

const same = (a: Range, b: Range) => a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();

/**
 * Compares the openings that stand with those a changed rule gives. Openings without live slots follow the rule: they are moved,
 * made or removed (cancelled, if a slot ever stood in them). Those with live slots stay as they are, and stand for any opening of
 * the new rule that would overlap them, so that no lane is there twice. An opening that somebody cancelled alone stays cancelled
 * (case 11). Both lists must cover the same stretch of time.
 */
export function planOccurrences(
  standing: readonly StandingOccurrence[],
  openings: readonly Opening[],
  lanes: number,
): OccurrencePlan {
  const plan: OccurrencePlan = { make: [], change: [], remove: [], cancel: [], keep: [] };
  const wanted = new Map(openings.map((opening) => [opening.originalLocalStart, opening]));
  const occupied = standing.filter((occurrence) => occurrence.hasLiveSlots);
  const inTheWay = (opening: Opening) =>
    occupied.some(
      ({ originalLocalStart, during }) =>
        originalLocalStart !== opening.originalLocalStart && overlaps(during, opening.during),
    );
  for (const occurrence of standing) {
    const opening = wanted.get(occurrence.originalLocalStart);
    wanted.delete(occurrence.originalLocalStart);
    const follows = opening !== undefined && same(opening.during, occurrence.during) && occurrence.lanes === lanes;
    if (follows) continue;
    if (occurrence.hasLiveSlots) plan.keep.push(occurrence);
    else if (opening !== undefined && !inTheWay(opening))
      plan.change.push({ id: occurrence.id, during: opening.during });
    else if (!occurrence.hasSlots) plan.remove.push(occurrence.id);
    else if (occurrence.status === "scheduled") plan.cancel.push(occurrence.id);
  }
  plan.make = [...wanted.values()].filter((opening) => !inTheWay(opening));
  return plan;
}
