import { overlapsAnyOf, type Range } from "@/lib/time/range";
import type { Opening } from "@/lib/time/recurrence";
import type { Fates, SlotFate } from "./slot-fate";
import type { AskedOpenings, StandingOccurrence } from "./standing-occurrence";
import { targetsOf, whoStays } from "./staying-openings";

/** What must happen for the openings to follow a new rule. */
export type OccurrencePlan = {
  make: Opening[];
  change: { id: string; during: Range }[];
  /** Cancelled by an earlier rule, not by a person, and wanted again. Their time is in `change`. */
  reopen: string[];
  remove: string[];
  cancel: string[];
  /** Left as they are although the rule wants them otherwise, because of the slots in them. */
  keep: StandingOccurrence[];
  /** What becomes of the slots in openings that the rule wants otherwise. */
  fates: SlotFate[];
  endedHolds: string[];
};

const same = (a: Range, b: Range) => a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();

/**
 * Compares the openings that stand with those a changed rule gives. Openings without live slots follow the rule: they are moved,
 * made or removed (cancelled, if a slot ever stood in them). One that somebody changed alone stays as it is, one that somebody
 * cancelled stays cancelled (case 11). Those with live slots follow too when the answer is `move`, and take their slots along as
 * far as these fit; otherwise, and where an orphan's opening is kept for it, they stay as they are. What stays stands for any
 * opening of the new rule that would overlap it, so that no lane is there twice. Both lists must cover the same stretch of time.
 */
export function planOccurrences(standing: readonly StandingOccurrence[], asked: AskedOpenings): OccurrencePlan {
  const given = new Map(asked.openings.map((opening) => [opening.originalLocalStart, opening]));
  const isAlone = ({ isEdited, status }: StandingOccurrence) => isEdited && status === "scheduled";
  const alone = standing.filter(isAlone);
  const ruled = standing.filter((occurrence) => !isAlone(occurrence));
  const targets = targetsOf(standing, ruled, given, asked);
  const isUnchanged = (occurrence: StandingOccurrence) => {
    const target = given.get(occurrence.originalLocalStart);
    return target !== undefined && same(target.during, occurrence.during) && occurrence.lanes === asked.lanes;
  };
  const occupied = ruled.filter((occurrence) => occurrence.slots.length > 0 && !isUnchanged(occurrence));
  const { staying, fates } = whoStays(occupied, alone, targets, asked);

  const plan: OccurrencePlan = {
    make: [],
    change: [],
    reopen: [],
    remove: [],
    cancel: [],
    keep: [...staying],
    fates: [...fates.values()].flatMap((each) => each.fates),
    endedHolds: [...fates.values()].flatMap((each) => each.endedHolds),
  };
  const inTheWay = overlapsAnyOf([...alone, ...staying].map(({ during }) => during));
  for (const occurrence of ruled) {
    if (staying.has(occurrence)) continue;
    const opening = given.get(occurrence.originalLocalStart);
    follow(plan, withPastOf(occurrence, fates.get(occurrence.id)), opening, asked, inTheWay);
  }
  const standingStarts = new Set(standing.map(({ originalLocalStart }) => originalLocalStart));
  plan.make = asked.openings.filter(
    (opening) => !standingStarts.has(opening.originalLocalStart) && !inTheWay(opening.during),
  );
  return plan;
}

/** Slots that are given up with the change stay on the record, and their opening with them. */
function withPastOf(occurrence: StandingOccurrence, fates: Fates | undefined): StandingOccurrence {
  const givesUp = fates?.endedHolds.length || fates?.fates.some(({ effect }) => effect === "orphaned");
  return givesUp ? { ...occurrence, hasPast: true } : occurrence;
}

/** One opening follows the rule: its slots, if it had any, go along or are given up. */
function follow(
  plan: OccurrencePlan,
  occurrence: StandingOccurrence,
  opening: Opening | undefined,
  { lanes }: AskedOpenings,
  inTheWay: (range: Range) => boolean,
): void {
  const { id, status, isEdited, hasPast } = occurrence;
  const isCancelled = status === "cancelled";
  const byPerson = isCancelled && isEdited;
  if (opening !== undefined && (byPerson || !inTheWay(opening.during))) {
    if (!same(opening.during, occurrence.during) || occurrence.lanes !== lanes || (isCancelled && !byPerson))
      plan.change.push({ id, during: opening.during });
    if (isCancelled && !byPerson) plan.reopen.push(id);
  } else if (byPerson) return;
  else if (!hasPast) plan.remove.push(id);
  else if (!isCancelled) plan.cancel.push(id);
}
