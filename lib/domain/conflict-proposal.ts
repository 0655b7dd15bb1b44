import { lengthMs } from "@/lib/time/range";
import type { BookingFacts, Place } from "./booking-facts";
import { checkPlace } from "./booking-place";
import { type Conflict, conflictWeights } from "./conflict";
import { isBeforeItsBase } from "./conflict-pairs";
import { conflictsOf, type Plan } from "./conflicts";
import { nearbyPlaces } from "./nearby-places";
import type { PlannedSlot } from "./planned-slot";

const minuteMs = 60_000;

const weightOf = (conflicts: readonly Conflict[]) =>
  conflicts.reduce((sum, { cause }) => sum + conflictWeights[cause], 0);

/**
 * The nearest free place at which a slot no longer has this conflict: one without any conflict that it does not have already, else
 * the nearest one that is better on the whole. Undefined when the given facts hold none, and for what no move can mend.
 *
 * The place would be granted now: it is inside an opening, on its grid, after its lead time, outside every freeze that hits; and what it
 * ships has run long enough at the stop before by then (`facts.soakUntil`).
 */
export function proposeMove(
  conflict: Conflict,
  slot: PlannedSlot,
  plan: Plan,
  facts: BookingFacts,
  now: Date,
): Place | undefined {
  if (conflict.cause === "no_way_back") return undefined;
  const request = {
    origin: slot.origin,
    teamId: slot.team.id,
    releases: slot.releases,
    durationMinutes: Math.round(lengthMs(slot.during) / minuteMs),
    notBefore: now,
    exceptSlotId: slot.id,
  };
  const before = conflictsOf(slot, plan);
  const known = new Set(before.map(({ key }) => key));
  const heaviest = weightOf(before);
  const otherId = conflict.slotId === slot.id ? conflict.otherSlotId : conflict.slotId;
  const other = otherId === undefined ? undefined : plan.slots.get(otherId);
  let better: Place | undefined;
  for (const place of nearbyPlaces(request, facts, slot.during.start, now)) {
    if (facts.soakUntil !== undefined && place.during.start < facts.soakUntil) continue;
    const moved = { ...slot, ...place };
    const after = conflictsOf(moved, plan);
    if (after.some(({ key }) => key === conflict.key)) continue;
    // Even earlier would be out of sight, and no way out.
    if (conflict.cause === "dependency_order" && other && isBeforeItsBase(moved, other, plan.bases)) continue;
    const wish = { ...request, ...place };
    // The search knows the common rules; what judges a move has the last word.
    if (checkPlace({ wish, facts, now, exceptSlotId: slot.id }) !== undefined) continue;
    if (after.every(({ key }) => known.has(key))) return place;
    if (better === undefined && weightOf(after) < heaviest) better = place;
  }
  return better;
}
