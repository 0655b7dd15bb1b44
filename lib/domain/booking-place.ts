import { formatInstant, formatRange } from "@/lib/time/format";
import { encloses, lengthMs, overlaps } from "@/lib/time/range";
import { bookersInWords, mayBookIn } from "./bookers";
import type { BookableOccurrence, BookingFacts, Place, Wish } from "./booking-facts";
import { intentsOfWish, nextFreeSlots } from "./free-room";
import { freezesThatHit } from "./freeze";
import { closingSentence } from "./freeze-words";
import { type Refusal, type Rule, refuse } from "./refusal";
import { afterSoak } from "./soak-gate";

const minuteMs = 60_000;

/** A refusal of a place names the earliest places that would be granted instead (case 14). */
export type PlaceRefusal = { ok: false; refusal: Refusal; instead: Place[] };

/** May this wish be granted at its place? The room of `exceptSlotId`, the slot that asks, counts as free. */
export type PlaceQuestion = { wish: Wish; facts: BookingFacts; now: Date; exceptSlotId?: string };

/** Refuses a place and looks for the earliest ones of the same length that would be granted. */
export function refusePlace(
  question: PlaceQuestion,
  code: Refusal["code"],
  message: string,
  more: { field?: string; rules?: Rule[] } = {},
): PlaceRefusal {
  const { wish, facts, now, exceptSlotId } = question;
  const durationMinutes = Math.max(1, Math.round(lengthMs(wish.during) / minuteMs));
  const notBefore = afterSoak(wish.during.start, facts.soakUntil);
  const request = { ...wish, durationMinutes, notBefore, exceptSlotId };
  const instead = nextFreeSlots(request, facts, now);
  const nextOpen = instead[0]?.during.start;
  return { ...refuse(code, message, { ...more, ...(nextOpen === undefined ? {} : { nextOpen }) }), instead };
}

const windowRule = ({ windowId, windowName }: BookableOccurrence, reason: string): Rule[] => [
  { kind: "window", id: windowId, name: windowName, reason },
];

function checkWindow(question: PlaceQuestion, occurrence: BookableOccurrence): PlaceRefusal | undefined {
  const { wish, now } = question;
  const { windowName, during, zone, status, lanes, granularityMinutes, leadMinutes, bookers } = occurrence;
  const no = (code: Refusal["code"], reason: string, field?: string) =>
    refusePlace(question, code, reason, {
      ...(field === undefined ? {} : { field }),
      rules: windowRule(occurrence, reason),
    });
  if (status === "cancelled") {
    return no("outside_window", `The opening of ${windowName} on ${formatRange(during, zone)} was cancelled.`);
  }
  if (!mayBookIn(bookers, wish.teamId)) return no("not_a_booker", bookersInWords(windowName, bookers));
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

/** Whether a freeze that hits the wish touches it anywhere. */
export function checkFreezes(question: PlaceQuestion): PlaceRefusal | undefined {
  const { wish, facts } = question;
  const hits = freezesThatHit(facts.freezes, intentsOfWish(wish, facts.environment.id)).filter((freeze) =>
    overlaps(freeze.during, wish.during),
  );
  if (hits.length === 0) return undefined;
  const rules = hits.map((freeze): Rule => {
    const reason = closingSentence(freeze, facts.environment.name);
    return { kind: "freeze", id: freeze.freezeId, name: freeze.name, reason };
  });
  return refusePlace(question, "in_freeze", rules.map((rule) => rule.reason).join(" "), { rules });
}

/** Whether somebody else has the lane, or deploys one of the services at that time. */
export function checkRoom(question: PlaceQuestion): PlaceRefusal | undefined {
  const { wish, facts, exceptSlotId } = question;
  const { zone } = facts.environment;
  const others = facts.slots.filter((slot) => slot.id !== exceptSlotId && overlaps(slot.during, wish.during));
  const inLane = others.find((slot) => slot.occurrenceId === wish.occurrenceId && slot.lane === wish.lane);
  if (wish.occurrenceId !== null && inLane !== undefined) {
    const by = inLane.takenBy === undefined ? "" : ` by ${inLane.takenBy}`;
    const reason = `Lane ${wish.lane} is taken ${formatRange(inLane.during, zone)}${by}.`;
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

/**
 * The rules of a place, in the order in which a person would want to hear them: its time, its window, freezes, room. Undefined:
 * none refuses. See `decideHold` for the codes.
 */
export function checkPlace(question: PlaceQuestion): PlaceRefusal | undefined {
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
