import type { Freeze, Slot, WeekPlan } from "@/components/schedule/schedule-data";
import { intentsOfWish } from "@/lib/domain/free-room";
import { freezesThatHit } from "@/lib/domain/freeze";
import { overlaps } from "@/lib/time/range";

/** The booked slots that a freeze keeps from opening, by the same rule that will keep them. */
export function slotsHitBy(freeze: Freeze, { slots, environment }: WeekPlan): Slot[] {
  return slots.filter((slot) => {
    if (slot.status !== "booked" || slot.opaque) return false;
    const { origin, team, releases } = slot;
    const intents = intentsOfWish({ origin, teamId: team?.id ?? null, releases }, environment.id);
    return freezesThatHit([freeze], intents).some(({ during }) => overlaps(slot.during, during));
  });
}
