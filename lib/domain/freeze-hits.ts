import { contains, type Range } from "@/lib/time/range";
import {
  type FreezeException,
  type FreezeScope,
  freezeHits,
  freezeReaches,
  freezesThatHit,
  type Intent,
  reachesEnvironment,
} from "./freeze";
import type { FreezeGrade } from "./freeze-grade";
import type { ReleaseKind } from "./release-state";
import type { SlotOrigin } from "./slot-state";

/** A booked slot, as far as a freeze looks at it. */
export type BookedSlot = {
  environmentId: string;
  teamId: string | null;
  origin: SlotOrigin;
  during: Range;
  releases: ReadonlyArray<{ releaseId?: string; serviceId: string; teamId: string; kind: ReleaseKind }>;
};

/** A freeze before it is saved, or as it stands. */
export type PlannedFreeze = {
  grade: FreezeGrade;
  scope: FreezeScope;
  periods: readonly Range[];
  exceptions?: readonly FreezeException[];
};

/** Why a slot opens although the freeze is in force: not meant, excluded, let pass by the grade, or granted an exception. */
export const passReasons = ["elsewhere", "excluded", "grade", "exception"] as const;
export type PassReason = (typeof passReasons)[number];

/**
 * The slots that would be missed if this freeze stood: those that open while it closes. A slot that opened before it may finish,
 * so one that only reaches into the freeze is not hit.
 */
export function slotsHitBy<Slot extends BookedSlot>(freeze: PlannedFreeze, slots: readonly Slot[]): Slot[] {
  return slots.filter((slot) => isHit(freeze, slot));
}

/** The slots that open in the freeze's time and environments all the same, each with the reason. */
export function slotsPassing<Slot extends BookedSlot>(
  freeze: PlannedFreeze,
  slots: readonly Slot[],
): (Slot & { because: PassReason })[] {
  return slots
    .filter(
      (slot) =>
        reachesEnvironment(freeze.scope, slot.environmentId) &&
        periodAt(freeze, slot) !== undefined &&
        !isHit(freeze, slot),
    )
    .map((slot) => ({ ...slot, because: reasonToPass(freeze, intentsOfSlot(slot)) }));
}

function periodAt({ periods }: PlannedFreeze, { during }: BookedSlot): Range | undefined {
  return periods.find((period) => contains(period, during.start));
}

function isHit(freeze: PlannedFreeze, slot: BookedSlot): boolean {
  const during = periodAt(freeze, slot);
  if (during === undefined) return false;
  return freezesThatHit([{ ...freeze, during }], intentsOfSlot(slot)).some((each) =>
    contains(each.during, slot.during.start),
  );
}

function intentsOfSlot(slot: BookedSlot): Intent[] {
  const place = { environmentId: slot.environmentId, origin: slot.origin };
  if (slot.releases.length === 0) return [{ ...place, teamId: slot.teamId }];
  return slot.releases.map(({ releaseId, serviceId, teamId, kind }) => ({
    ...place,
    releaseId,
    serviceId,
    teamId,
    releaseKind: kind,
  }));
}

function reasonToPass({ grade, scope }: PlannedFreeze, intents: readonly Intent[]): PassReason {
  if (intents.some((intent) => freezeHits({ grade, scope }, intent))) return "exception";
  if (intents.some((intent) => freezeReaches(scope, intent))) return "grade";
  const { excluded: _, ...lists } = scope;
  return intents.some((intent) => freezeReaches(lists, intent)) ? "excluded" : "elsewhere";
}
