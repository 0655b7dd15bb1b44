import type { Range } from "@/lib/time/range";
import { bookersInWords, mayBookIn } from "./bookers";
import type { Booker, BookingFacts, OwnSlot, Place, Wish } from "./booking-facts";
import { checkPlace, type PlaceRefusal, refusePlace } from "./booking-place";
import { reaches } from "./permission";
import { accept, type Refusal, type Result, refuse } from "./refusal";
import { unbookableReleaseStates } from "./release-state";

/** How long a slot is kept for somebody who fills in the form. They may renew it as long as the form is open. */
export const holdMinutes = 5;

const minuteMs = 60_000;

export type PlaceResult<T> = { ok: true; value: T } | PlaceRefusal;

/** Whether a slot can ship these releases: one of each service, all of its team, none that is over. */
export function checkReleases(wish: Pick<Wish, "teamId" | "releases">): { ok: false; refusal: Refusal } | undefined {
  if (wish.releases.length === 0)
    return refuse("invalid_input", "Choose a release for the slot.", { field: "releases" });
  const stranger = wish.releases.find((release) => release.teamId !== wish.teamId);
  if (stranger !== undefined) {
    const message = `A slot belongs to one team; ${stranger.serviceName} belongs to another.`;
    return refuse("invalid_input", message, { field: "releases" });
  }
  const twice = wish.releases.find((release, index) =>
    wish.releases.some((other, place) => place > index && other.serviceId === release.serviceId),
  );
  if (twice !== undefined) {
    return refuse("invalid_input", `A slot ships one release of a service; ${twice.serviceName} is there twice.`, {
      field: "releases",
    });
  }
  const over = wish.releases.find(({ status }) => unbookableReleaseStates.includes(status));
  if (over === undefined) return undefined;
  const message = `${over.serviceName} ${over.version} is ${over.status.replace("_", " ")} and cannot be booked.`;
  return refuse("wrong_state", message, { field: "releases" });
}

/** Whether somebody may book for the team at all. */
export function checkReach(booker: Booker, teamId: string | null): { ok: false; refusal: Refusal } | undefined {
  // A hold may name no team yet; then whoever may book for any team at all may hold.
  const may = teamId === null ? booker.reach === "all" || booker.reach.length > 0 : reaches(booker.reach, teamId);
  if (may) return undefined;
  const reason = "You may book for your own teams only.";
  return refuse("forbidden", reason, { rules: [{ kind: "person", id: booker.personId, name: "Teams", reason }] });
}

/** A hold that names no team yet is for one of the holder's own: none of them may book in the window, so nobody holds it. */
function checkBookers(booker: Booker, wish: Wish, facts: BookingFacts): { ok: false; refusal: Refusal } | undefined {
  const occurrence = facts.occurrences.find(({ id }) => id === wish.occurrenceId);
  if (wish.teamId !== null || booker.reach === "all" || occurrence === undefined) return undefined;
  const { windowId, windowName, bookers } = occurrence;
  if (booker.reach.some((teamId) => mayBookIn(bookers, teamId))) return undefined;
  const reason = bookersInWords(windowName, bookers);
  return refuse("not_a_booker", reason, { rules: [{ kind: "window", id: windowId, name: windowName, reason }] });
}

/**
 * Whether a place may be held while the form is filled in; the hold ends `holdMinutes` later and takes the place like a booking.
 * Refuses, with the rules and the next free places: another team (`forbidden`), a window that is for other teams
 * (`not_a_booker`, naming them), a start in the past or within the lead time (`in_the_past`, `too_late`), a place outside the opening or in a cancelled one (`outside_window`), off the grid or in no lane
 * (`invalid_input`), touched by a freeze that hits (`in_freeze`: looked at for the slot's own time, never for now; cases 1, 2),
 * taken by another slot (`lane_taken`), or where another slot deploys the same service (`service_taken`). The database refuses the
 * last two again when two ask at once.
 */
export function decideHold(
  booker: Booker,
  wish: Wish,
  facts: BookingFacts,
  now: Date,
): PlaceResult<Place & { heldUntil: Date }> {
  const forbidden = checkReach(booker, wish.teamId) ?? checkBookers(booker, wish, facts);
  if (forbidden !== undefined) return { ...forbidden, instead: [] };
  const refused = checkPlace({ wish, facts, now });
  if (refused !== undefined) return refused;
  const { occurrenceId, lane, during } = wish;
  return {
    ok: true,
    value: { occurrenceId, lane, during, heldUntil: new Date(now.getTime() + holdMinutes * minuteMs) },
  };
}

/**
 * Whether releases are booked into a place without a hold before, as a pipeline does it. Refuses what `decideHold` refuses, no
 * release or one of another team (`invalid_input`), and a release that is over (`wrong_state`).
 */
export function decideDirectBooking(booker: Booker, wish: Wish, facts: BookingFacts, now: Date): PlaceResult<Place> {
  const wrong = checkReach(booker, wish.teamId) ?? checkReleases(wish);
  if (wrong !== undefined) return { ...wrong, instead: [] };
  const { occurrenceId, lane, during } = wish;
  return checkPlace({ wish, facts, now }) ?? { ok: true, value: { occurrenceId, lane, during } };
}

/**
 * Whether a hold becomes a booking of these releases. Besides what `decideHold` refuses: somebody else's hold
 * (`hold_of_another`, case 15), one that ran out (`hold_expired`), a slot that is no hold (`slot_not_live`), no release or one of
 * another team (`invalid_input`), a release that is over (`wrong_state`). The lead time counted when the place was held.
 */
export function decideBooking(
  booker: Booker,
  hold: OwnSlot,
  booked: Pick<Wish, "teamId" | "releases">,
  facts: BookingFacts,
  now: Date,
): PlaceResult<Place> {
  const no = (refused: { ok: false; refusal: Refusal }): PlaceRefusal => ({ ...refused, instead: [] });
  const expired = hold.status === "expired" || (hold.status === "held" && (hold.heldUntil ?? now) <= now);
  if (hold.status === "held" && hold.heldBy !== booker.personId) {
    return no(refuse("hold_of_another", "Somebody else holds this slot while they fill in the form."));
  }
  const wish: Wish = { ...hold, ...booked };
  if (expired) {
    const message = "The hold has run out and the place is free again. Choose it once more.";
    return refusePlace({ wish, facts, now, exceptSlotId: hold.id }, "hold_expired", message);
  }
  if (hold.status !== "held") return no(refuse("slot_not_live", `This slot is ${hold.status} and cannot be booked.`));
  const wrong = checkReach(booker, booked.teamId) ?? checkReleases(wish);
  if (wrong !== undefined) return no(wrong);
  const patient = facts.occurrences.map((occurrence) => ({ ...occurrence, leadMinutes: 0 }));
  const refused = checkPlace({ wish, facts: { ...facts, occurrences: patient }, now, exceptSlotId: hold.id });
  if (refused !== undefined) return refused;
  return { ok: true, value: { occurrenceId: hold.occurrenceId, lane: hold.lane, during: hold.during } };
}

/**
 * Whether a booked slot moves to another place of its environment. Refuses a slot that is not booked (`slot_not_live`) and all that
 * `decideHold` refuses for the new place; the slot's own room counts as free.
 */
export function decideMove(
  booker: Booker,
  slot: OwnSlot,
  to: Place,
  releases: Wish["releases"],
  facts: BookingFacts,
  now: Date,
): PlaceResult<Place> {
  const forbidden = checkReach(booker, slot.teamId);
  if (forbidden !== undefined) return { ...forbidden, instead: [] };
  if (slot.status !== "booked") {
    return { ...refuse("slot_not_live", `Only a booked slot can be moved; this one is ${slot.status}.`), instead: [] };
  }
  const wish: Wish = { ...to, origin: slot.origin, teamId: slot.teamId, releases };
  const refused = checkPlace({ wish, facts, now, exceptSlotId: slot.id });
  return refused ?? { ok: true, value: { occurrenceId: to.occurrenceId, lane: to.lane, during: to.during } };
}

/**
 * Whether a slot is given up. A hold by its holder alone (`hold_of_another`); a booked slot by whoever may book for its team
 * (`forbidden`), also after its start as long as it has not opened. What is open or over stays as it is (`slot_not_live`).
 */
export function decideCancel(booker: Booker, slot: OwnSlot): Result<{ during: Range }> {
  if (slot.status === "held") {
    if (slot.heldBy === booker.personId) return accept({ during: slot.during });
    return refuse("hold_of_another", "Somebody else holds this slot while they fill in the form.");
  }
  const forbidden = checkReach(booker, slot.teamId);
  if (forbidden !== undefined) return forbidden;
  if (slot.status === "booked") return accept({ during: slot.during });
  return refuse("slot_not_live", `This slot is ${slot.status} and can no longer be cancelled.`);
}
