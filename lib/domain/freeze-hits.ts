import { contains, type Range } from "@/lib/time/range";
import { type FreezeScope, freezeHits, type Intent } from "./freeze";
import type { FreezeGrade } from "./freeze-grade";
import type { ReleaseKind } from "./release-state";
import type { SlotOrigin } from "./slot-state";

/** A booked slot, as far as a freeze looks at it. */
export type BookedSlot = {
  environmentId: string;
  teamId: string | null;
  origin: SlotOrigin;
  during: Range;
  releases: ReadonlyArray<{ serviceId: string; teamId: string; kind: ReleaseKind }>;
};

/**
 * The slots that would be missed if this freeze stood: those that open while it closes. A slot that opened before it may finish,
 * so one that only reaches into the freeze is not hit.
 */
export function slotsHitBy<Slot extends BookedSlot>(
  freeze: { grade: FreezeGrade; scope: FreezeScope; periods: readonly Range[] },
  slots: readonly Slot[],
): Slot[] {
  return slots.filter((slot) => {
    if (!freeze.periods.some((period) => contains(period, slot.during.start))) return false;
    const place = { environmentId: slot.environmentId, origin: slot.origin };
    const intents: Intent[] = slot.releases.map(({ serviceId, teamId, kind }) => ({
      ...place,
      serviceId,
      teamId,
      releaseKind: kind,
    }));
    const asked = intents.length === 0 ? [{ ...place, teamId: slot.teamId }] : intents;
    return asked.some((intent) => freezeHits(freeze, intent));
  });
}
