import { checkReach, checkReleases, type PlaceResult } from "./booking";
import type { Booker, BookingFacts, OwnSlot, Place, Wish } from "./booking-facts";
import { checkFreezes, checkPlace, checkRoom } from "./booking-place";
import { type Refusal, refuse } from "./refusal";

/**
 * Whether a team books a place without saying yet what it ships, as recurring bookings do. Refuses what `decideHold` refuses; a
 * freeze hits it unless it lets everything of the team pass, because nobody knows that it will be a hotfix.
 */
export function decideReservation(
  booker: Booker,
  wish: Omit<Wish, "releases">,
  facts: BookingFacts,
  now: Date,
): PlaceResult<Place> {
  const forbidden = checkReach(booker, wish.teamId);
  if (forbidden !== undefined) return { ...forbidden, instead: [] };
  const { occurrenceId, lane, during } = wish;
  const refused = checkPlace({ wish: { ...wish, releases: [] }, facts, now });
  return refused ?? { ok: true, value: { occurrenceId, lane, during } };
}

/**
 * Whether a booked slot ships these releases from now on, in place of what it shipped before. Until it opens, also after its start.
 * Refuses another team (`forbidden`), a slot that is not booked (`slot_not_live`), what `decideDirectBooking` refuses of releases,
 * a freeze that hits them there (`in_freeze`), and a service that another slot deploys at that time (`service_taken`).
 */
export function decideAboard(
  booker: Booker,
  slot: OwnSlot,
  releases: Wish["releases"],
  facts: BookingFacts,
  now: Date,
): PlaceResult<null> {
  const no = (refused: { ok: false; refusal: Refusal }) => ({ ...refused, instead: [] });
  const forbidden = checkReach(booker, slot.teamId);
  if (forbidden !== undefined) return no(forbidden);
  if (slot.status !== "booked") {
    return no(refuse("slot_not_live", `This slot is ${slot.status}; what it ships can no longer be changed.`));
  }
  const wish: Wish = { ...slot, releases };
  const wrong = checkReleases(wish);
  if (wrong !== undefined) return no(wrong);
  const question = { wish, facts, now, exceptSlotId: slot.id };
  return checkFreezes(question) ?? checkRoom(question) ?? { ok: true, value: null };
}
