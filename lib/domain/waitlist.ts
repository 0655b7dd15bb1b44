import type { Range } from "@/lib/time/range";
import type { BookedRelease, Booker, BookingFacts, Place, TakenSlot } from "./booking-facts";
import { checkPlace } from "./booking-place";
import { nextFreeSlots } from "./free-room";
import { reaches } from "./permission";
import { accept, type Result, refuse } from "./refusal";
import { unbookableReleaseStates } from "./release-state";
import { afterSoak } from "./soak-gate";

const minuteMs = 60_000;
/** How long somebody who waits may think about what is offered to them, if its start leaves that much. */
export const offerMinutes = 30;
/** Room that starts sooner is offered to nobody: they could hardly open the page. */
const leastMinutes = 5;
/** The search knows the common rules; what judges a hold has the last word on its first finds. */
const placesAsked = 5;

/** What somebody in the line waits for. */
export type WaitingWish = {
  /** Null: any window of the environment. */
  windowId: string | null;
  teamId: string;
  /** Null: chosen once there is room. */
  release: BookedRelease | null;
  durationMinutes: number;
  /** The slot must lie inside. */
  within: Range;
};

/**
 * Whether somebody joins the line. Refuses another team (`forbidden`), a release of another team (`invalid_input`) or one that is
 * over (`wrong_state`), a time that is over (`in_the_past`) or too short for the slot (`invalid_input`).
 */
export function decideJoin(booker: Booker, wish: WaitingWish, now: Date): Result<null> {
  const { release, within, durationMinutes, teamId } = wish;
  if (!reaches(booker.reach, teamId)) {
    const reason = "You may wait for your own teams only.";
    return refuse("forbidden", reason, { rules: [{ kind: "person", id: booker.personId, name: "Teams", reason }] });
  }
  if (release !== null && release.teamId !== teamId) {
    return refuse("invalid_input", `${release.serviceName} belongs to another team.`, { field: "releaseId" });
  }
  if (release !== null && unbookableReleaseStates.includes(release.status)) {
    const message = `${release.serviceName} ${release.version} is ${release.status.replace("_", " ")} and cannot be booked.`;
    return refuse("wrong_state", message, { field: "releaseId" });
  }
  if (within.end.getTime() - within.start.getTime() < durationMinutes * minuteMs) {
    return refuse("invalid_input", "The time must be long enough for the slot.", { field: "within.end" });
  }
  if (isOver(wish, now)) {
    const reason = "That time is over, or too short by now.";
    return refuse("in_the_past", reason, { field: "within.end", rules: [{ kind: "time", name: "Past", reason }] });
  }
  return accept(null);
}

/** Whether the wish can no longer be granted, whatever falls free. */
export function isOver({ within, durationMinutes }: WaitingWish, now: Date): boolean {
  return within.end.getTime() - durationMinutes * minuteMs < now.getTime() + leastMinutes * minuteMs;
}

/** A place that was offered already and let go by: that time did not suit, in whichever lane. */
export type PassedPlace = { occurrenceId: string; during: Range };

/**
 * The room that can be offered to a wish now, and until when it can be taken: half an hour, or as long as its window's lead time
 * leaves. Undefined: nothing fits. What was let pass before is not offered again, and nothing in which its release could not leave
 * because it has not run long enough at the stop before (`facts.soakUntil`).
 */
export function findOffer(
  wish: WaitingWish,
  passed: readonly PassedPlace[],
  facts: BookingFacts,
  now: Date,
): { place: Place; until: Date } | undefined {
  const openings = facts.occurrences.filter(({ windowId }) => wish.windowId === null || windowId === wish.windowId);
  const request = {
    origin: "window" as const,
    teamId: wish.teamId,
    releases: wish.release === null ? [] : [wish.release],
    durationMinutes: wish.durationMinutes,
    notBefore: afterSoak(wish.within.start, facts.soakUntil),
  };
  const given = { ...facts, occurrences: openings, slots: [...facts.slots, ...refused(passed, facts)] };
  // As if it were five minutes later: so long there must be to answer, within the lead time too.
  const answerable = new Date(now.getTime() + leastMinutes * minuteMs);
  const place = nextFreeSlots(request, given, answerable, placesAsked).find(
    (each) => checkPlace({ wish: { ...request, ...each }, facts: given, now: answerable }) === undefined,
  );
  if (place === undefined || place.during.end > wish.within.end) return undefined;
  const lead = openings.find(({ id }) => id === place.occurrenceId)?.leadMinutes ?? 0;
  const latest = place.during.start.getTime() - lead * minuteMs;
  return { place, until: new Date(Math.min(now.getTime() + offerMinutes * minuteMs, latest)) };
}

/** To this wish a place that it let pass is as good as taken, in every lane. */
function refused(passed: readonly PassedPlace[], { occurrences }: BookingFacts): TakenSlot[] {
  return passed.flatMap(({ occurrenceId, during }) => {
    const lanes = occurrences.find(({ id }) => id === occurrenceId)?.lanes ?? 0;
    return Array.from({ length: lanes }, (_, index) => ({
      id: `passed ${index}`,
      occurrenceId,
      lane: index + 1,
      during,
      services: [],
    }));
  });
}
