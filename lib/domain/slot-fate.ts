import { formatRange } from "@/lib/time/format";
import { encloses, overlaps, type Range } from "@/lib/time/range";
import type { WallTime } from "@/lib/time/wall-time";
import type { BookedRelease } from "./booking-facts";
import { intentsOfWish } from "./free-room";
import { type FreezeRule, freezesThatHit } from "./freeze";
import type { SlotEffect } from "./slot-answer";
import type { SlotOrigin, SlotState } from "./slot-state";

/** A live slot in an opening that is about to change. */
export type SlotInOpening = {
  id: string;
  lane: number;
  during: Range;
  status: Extract<SlotState, "held" | "booked" | "open">;
  origin: SlotOrigin;
  teamId: string | null;
  releases: readonly BookedRelease[];
};

/** What decides whether slots have a place in a changed opening. */
export type FateFacts = {
  now: Date;
  environmentId: string;
  window: { name: string; zone: string };
  /** Those of the time that slots may move to. */
  freezes: readonly FreezeRule[];
  /** What the live slots of other openings deploy to the environment. */
  taken: readonly { serviceId: string; during: Range }[];
};

/** What an opening becomes: where it stands then, with how many lanes; and how far it takes its slots along. */
export type ChangedOpening = {
  originalLocalStart: WallTime;
  during: Range;
  lanes: number;
  shiftMs: number;
  /** Another opening takes its place: slots leave the one they stand in, even at the same time. */
  isAnother: boolean;
};

/** What becomes of one booked or running slot. */
export type SlotFate = {
  slotId: string;
  occurrenceId: string;
  effect: SlotEffect;
  /** Where it goes: the opening by its original start, and the time. */
  to?: { originalLocalStart: WallTime; during: Range };
  /** Why it has no place, as a sentence. */
  reason?: string;
};

export type Fates = {
  fates: SlotFate[];
  /** Holds that would not stand where their holder sees them: they end, and may be taken anew. */
  endedHolds: string[];
};

const shifted = ({ start, end }: Range, ms: number): Range => ({
  start: new Date(start.getTime() + ms),
  end: new Date(end.getTime() + ms),
});

const leaves = ({ shiftMs, isAnother }: ChangedOpening) => shiftMs !== 0 || isAnother;

/** Why a slot has no place at a new time in the changed opening, or `undefined` when it has one. */
function whyNot(slot: SlotInOpening, at: Range, opening: ChangedOpening, facts: FateFacts): string | undefined {
  const { name, zone } = facts.window;
  if (!encloses(opening.during, at)) return `${name} is then open ${formatRange(opening.during, zone)}.`;
  if (slot.lane > opening.lanes)
    return `${name} has then ${opening.lanes === 1 ? "one lane" : `${opening.lanes} lanes`}, and it stands in lane ${slot.lane}.`;
  if (!leaves(opening)) return undefined;
  if (slot.status === "open") return "It is open already and cannot move.";
  if (at.start < facts.now) return "It would start in the past.";
  // A freeze that it lies in already hits it either way: that is no reason to lose its place.
  const freeze = freezesThatHit(facts.freezes, intentsOfWish(slot, facts.environmentId)).find(
    ({ during }) => overlaps(during, at) && !overlaps(during, slot.during),
  );
  if (freeze !== undefined) return `It would lie in ${freeze.name} (${formatRange(freeze.during, freeze.zone)}).`;
  const clash = slot.releases.find(({ serviceId }) =>
    facts.taken.some((other) => other.serviceId === serviceId && overlaps(other.during, at)),
  );
  return clash && `${clash.serviceName} is already deployed by another slot then.`;
}

/**
 * What becomes of the live slots of an opening that changes: a slot that still fits where it stands is kept, one that fits where
 * the opening takes it is moved, any other is orphaned, with the reason.
 *
 * @param opening what the opening becomes; `undefined` when there is none any more, for the reason in `gone`
 */
export function fatesOf(
  occurrence: { id: string; slots: readonly SlotInOpening[] },
  opening: ChangedOpening | undefined,
  facts: FateFacts,
  gone: string,
): Fates {
  const fates: SlotFate[] = [];
  const endedHolds: string[] = [];
  for (const slot of occurrence.slots) {
    const place = { slotId: slot.id, occurrenceId: occurrence.id };
    const during = opening && shifted(slot.during, opening.shiftMs);
    const reason = opening && during ? whyNot(slot, during, opening, facts) : gone;
    if (slot.status === "held") {
      if (reason !== undefined || opening === undefined || leaves(opening)) endedHolds.push(slot.id);
    } else if (opening === undefined || during === undefined || reason !== undefined) {
      fates.push({ ...place, effect: "orphaned", reason });
    } else if (!leaves(opening)) fates.push({ ...place, effect: "kept" });
    else fates.push({ ...place, effect: "moved", to: { originalLocalStart: opening.originalLocalStart, during } });
  }
  return { fates, endedHolds };
}
