import { formatInstant, formatRange } from "@/lib/time/format";
import { encloses, lengthMs, overlaps, type Range } from "@/lib/time/range";
import type { BookableOccurrence, Booker, BookingFacts, OwnSlot, Place, Wish } from "./booking-facts";
import { intentsOfWish, nextFreeSlots } from "./free-room";
import { gradeInWords } from "./freeze";
import { reaches } from "./permission";
import { accept, type Refusal, type Result, type Rule, refuse } from "./refusal";
import { unbookableReleaseStates } from "./release-state";
import { freezesThatHit } from "./window-status";

/** How long a slot is kept for somebody who fills in the form. */
export const holdMinutes = 10;

const minuteMs = 60_000;

/** A refusal of a place names the earliest places that would be granted instead (case 14). */
export type PlaceRefusal = { ok: false; refusal: Refusal; instead: Place[] };
export type PlaceResult<T> = { ok: true; value: T } | PlaceRefusal;

type Question = { wish: Wish; facts: BookingFacts; now: Date; exceptSlotId?: string };

function refusePlace(
  question: Question,
  code: Refusal["code"],
  message: string,
  more: { field?: string; rules?: Rule[] } = {},
): PlaceRefusal {
  const { wish, facts, now, exceptSlotId } = question;
  const durationMinutes = Math.max(1, Math.round(lengthMs(wish.during) / minuteMs));
  const request = { ...wish, durationMinutes, notBefore: wish.during.start, exceptSlotId };
  const instead = nextFreeSlots(request, facts, now);
  const nextOpen = instead[0]?.during.start;
  return { ...refuse(code, message, { ...more, ...(nextOpen === undefined ? {} : { nextOpen }) }), instead };
}

const windowRule = ({ windowId, windowName }: BookableOccurrence, reason: string): Rule[] => [
  { kind: "window", id: windowId, name: windowName, reason },
];

function checkWindow(question: Question, occurrence: BookableOccurrence): PlaceRefusal | undefined {
  const { wish, now } = question;
  const { windowName, during, zone, status, lanes, granularityMinutes, leadMinutes } = occurrence;
  const no = (code: Refusal["code"], reason: string, field?: string) =>
    refusePlace(question, code, reason, {
      ...(field === undefined ? {} : { field }),
      rules: windowRule(occurrence, reason),
    });
  if (status === "cancelled") {
    return no("outside_window", `The opening of ${windowName} on ${formatRange(during, zone)} was cancelled.`);
  }
  if (!encloses(during, wish.during)) {
    return no("outside_window", `${windowName} is open ${formatRange(during, zone)}; the slot must lie inside.`);
  }
  if (!Number.isInteger(wish.lane) || wish.lane < 1 || wish.lane > lanes) {
    return no("invalid_input", `${windowName} has ${lanes === 1 ? "one lane" : `lanes 1 to ${lanes}`}.`, "lane");
  }
  const onGrid = (at: Date) => (at.getTime() - during.start.getTime()) % (granularityMinutes * minuteMs) === 0;
  if (!onGrid(wish.during.start)) {
    return no("invalid_input", `Slots of ${windowName} start every ${granularityMinutes} minutes.`, "during.start");
  }
  if (!onGrid(wish.during.end) && wish.during.end < during.end) {
    return no("invalid_input", `Slots of ${windowName} end every ${granularityMinutes} minutes.`, "during.end");
  }
  if (wish.during.start.getTime() - now.getTime() < leadMinutes * minuteMs) {
    return no("too_late", `${windowName} asks to be booked ${leadMinutes} minutes ahead.`);
  }
  return undefined;
}

function checkFreezes(question: Question): PlaceRefusal | undefined {
  const { wish, facts } = question;
  const hits = freezesThatHit(facts.freezes, intentsOfWish(wish, facts.environment.id)).filter((freeze) =>
    overlaps(freeze.during, wish.during),
  );
  if (hits.length === 0) return undefined;
  const rules = hits.map(({ freezeId, name, grade, during, zone }): Rule => {
    const reason = `${name} closes ${facts.environment.name} ${gradeInWords(grade)}, ${formatRange(during, zone)}.`;
    return { kind: "freeze", id: freezeId, name, reason };
  });
  return refusePlace(question, "in_freeze", rules.map((rule) => rule.reason).join(" "), { rules });
}

function checkRoom(question: Question): PlaceRefusal | undefined {
  const { wish, facts, exceptSlotId } = question;
  const { zone } = facts.environment;
  const others = facts.slots.filter((slot) => slot.id !== exceptSlotId && overlaps(slot.during, wish.during));
  const inLane = others.find((slot) => slot.occurrenceId === wish.occurrenceId && slot.lane === wish.lane);
  if (wish.occurrenceId !== null && inLane !== undefined) {
    const reason = `Lane ${wish.lane} is taken ${formatRange(inLane.during, zone)}.`;
    const rules: Rule[] = [{ kind: "lane", id: inLane.id, name: `Lane ${wish.lane}`, reason }];
    return refusePlace(question, "lane_taken", reason, { rules });
  }
  const wanted = new Set(wish.releases.map((release) => release.serviceId));
  for (const slot of others) {
    const service = slot.services.find(({ serviceId }) => wanted.has(serviceId));
    if (service === undefined) continue;
    const { serviceId, serviceName } = service;
    const reason = `${serviceName} is already deployed to ${facts.environment.name} ${formatRange(slot.during, zone)}.`;
    return refusePlace(question, "service_taken", reason, {
      rules: [{ kind: "service", id: serviceId, name: serviceName, reason }],
    });
  }
  return undefined;
}

function checkPlace(question: Question): PlaceRefusal | undefined {
  const { wish, facts, now } = question;
  const { environment } = facts;
  if (wish.during.start >= wish.during.end) {
    return refusePlace(question, "invalid_input", "A slot must end after it starts.", { field: "during.end" });
  }
  if (wish.during.start < now) {
    const reason = `A slot cannot start in the past; it is ${formatInstant(now, environment.zone)}.`;
    return refusePlace(question, "in_the_past", reason, { rules: [{ kind: "time", name: "Past", reason }] });
  }
  const occurrence = facts.occurrences.find(({ id }) => id === wish.occurrenceId);
  if (occurrence !== undefined) {
    const outside = checkWindow(question, occurrence);
    if (outside !== undefined) return outside;
  } else if (wish.occurrenceId !== null || wish.origin === "window" || !environment.defaultOpen) {
    const reason = `${environment.name} has no such opening.`;
    const rules: Rule[] = [{ kind: "environment", id: environment.id, name: environment.name, reason }];
    return refusePlace(question, "outside_window", reason, { rules });
  }
  return checkFreezes(question) ?? checkRoom(question);
}

function checkReleases(wish: Wish): { ok: false; refusal: Refusal } | undefined {
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

function checkReach(booker: Booker, teamId: string | null): { ok: false; refusal: Refusal } | undefined {
  // A hold may name no team yet; then whoever may book for any team at all may hold.
  const may = teamId === null ? booker.reach === "all" || booker.reach.length > 0 : reaches(booker.reach, teamId);
  if (may) return undefined;
  const reason = "You may book for your own teams only.";
  return refuse("forbidden", reason, { rules: [{ kind: "person", id: booker.personId, name: "Teams", reason }] });
}

/**
 * Whether a place may be held while the form is filled in; the hold ends `holdMinutes` later and takes the place like a booking.
 * Refuses, with the rules and the next free places: another team (`forbidden`), a start in the past or within the lead time
 * (`in_the_past`, `too_late`), a place outside the opening or in a cancelled one (`outside_window`), off the grid or in no lane
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
  const forbidden = checkReach(booker, wish.teamId);
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
    const message = `The slot was held for ${holdMinutes} minutes and is free again. Choose it once more.`;
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
