import { formatDay } from "@/lib/time/format";
import { overlapsAnyOf, type Range } from "@/lib/time/range";
import type { Opening } from "@/lib/time/recurrence";
import type { WallTime } from "@/lib/time/wall-time";
import { matchByDay } from "./opening-match";
import { type ChangedOpening, type FateFacts, type Fates, fatesOf } from "./slot-fate";
import type { AskedOpenings, StandingOccurrence } from "./standing-occurrence";

/** Which opening each one becomes: that of its own start, or, when slots move along, another one of the same day. */
export function targetsOf(
  standing: readonly StandingOccurrence[],
  ruled: readonly StandingOccurrence[],
  given: ReadonlyMap<WallTime, Opening>,
  { openings, answer, facts }: AskedOpenings,
): Map<string, Opening> {
  const targets = new Map<string, Opening>();
  for (const { id, originalLocalStart } of ruled) {
    const opening = given.get(originalLocalStart);
    if (opening) targets.set(id, opening);
  }
  if (answer.slots !== "move") return targets;
  const starts = new Set(standing.map(({ originalLocalStart }) => originalLocalStart));
  const lost = ruled.filter(({ id, status }) => status === "scheduled" && !targets.has(id));
  const fresh = openings.filter(
    ({ originalLocalStart, during }) => !starts.has(originalLocalStart) && during.start >= facts.now,
  );
  return new Map([...targets, ...matchByDay(lost, fresh)]);
}

/**
 * Which occupied openings stay as they are, and what becomes of the slots in the others. One that stays can stand in the way of
 * another's new place, whose slots then have none: asked again until nothing changes.
 */
export function whoStays(
  occupied: readonly StandingOccurrence[],
  alone: readonly StandingOccurrence[],
  targets: ReadonlyMap<string, Opening>,
  { lanes, answer, facts }: AskedOpenings,
): { staying: ReadonlySet<StandingOccurrence>; fates: Map<string, Fates> } {
  const keptFates = ({ id, slots }: StandingOccurrence): Fates => ({
    fates: slots.flatMap((slot) =>
      slot.status === "held" ? [] : [{ slotId: slot.id, occurrenceId: id, effect: "kept" as const }],
    ),
    endedHolds: [],
  });
  if (answer.slots !== "move")
    return { staying: new Set(occupied), fates: new Map(occupied.map((each) => [each.id, keptFates(each)])) };
  const staying = new Set<StandingOccurrence>();
  for (;;) {
    const inTheWay = overlapsAnyOf([...alone, ...staying].map(({ during }) => during));
    const before = staying.size;
    const fates = new Map<string, Fates>();
    for (const occurrence of occupied) {
      if (staying.has(occurrence)) {
        fates.set(occurrence.id, keptFates(occurrence));
        continue;
      }
      const each = fatesIn(occurrence, targets.get(occurrence.id), { lanes, facts, inTheWay });
      fates.set(occurrence.id, each);
      const hasOrphan = each.fates.some(({ effect }) => effect === "orphaned");
      const runs = occurrence.slots.some(({ status }) => status === "open");
      if (hasOrphan && (answer.orphans === "keep" || runs)) staying.add(occurrence);
    }
    if (staying.size === before) return { staying, fates };
  }
}

function fatesIn(
  occurrence: StandingOccurrence,
  target: Opening | undefined,
  { lanes, facts, inTheWay }: { lanes: number; facts: FateFacts; inTheWay: (range: Range) => boolean },
): Fates {
  const { name, zone } = facts.window;
  const day = formatDay(occurrence.during.start, zone);
  if (target === undefined) return fatesOf(occurrence, undefined, facts, `${name} does not open on ${day} any more.`);
  if (inTheWay(target.during))
    return fatesOf(occurrence, undefined, facts, `Another opening of ${name} stays where it would go.`);
  const opening: ChangedOpening = {
    originalLocalStart: target.originalLocalStart,
    during: target.during,
    lanes,
    shiftMs: target.during.start.getTime() - occurrence.during.start.getTime(),
    isAnother: target.originalLocalStart !== occurrence.originalLocalStart,
  };
  return fatesOf(occurrence, opening, facts, "");
}
