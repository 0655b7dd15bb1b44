import { formatDuration, formatInstant, formatRange } from "@/lib/time/format";
import { lengthMs, overlaps } from "@/lib/time/range";
import type { BookableOccurrence, BookingFacts } from "./booking-facts";
import { checkPlace } from "./booking-place";
import { type FreeSlotRequest, nextOnGrid } from "./free-room";
import type { Rule } from "./refusal";

const minuteMs = 60_000;
/** Openings that are asked one by one; a rule that closes all of these closes the rest too, or hardly anybody would wait for it. */
const openingsAsked = 60;

/**
 * Why a search found nothing: the rules that leave no room, each once, in words. Asked of every opening are the same rules that
 * judge a booking, so what they refuse and what this says cannot differ. Never empty.
 *
 * `until` is as far as the search looked.
 */
export function whyNoRoom(request: FreeSlotRequest, facts: BookingFacts, now: Date, until: Date): Rule[] {
  const { environment } = facts;
  const openings = facts.occurrences.filter(
    ({ status, during }) => status === "scheduled" && during.end > request.notBefore && during.end > now,
  );
  const wanted = formatDuration(request.durationMinutes * minuteMs);
  if (openings.length === 0) {
    const reason = environment.defaultOpen
      ? `${environment.name} has no windows: it accepts deployments at any time, so choose any.`
      : `${environment.name} does not open before ${formatInstant(until, environment.zone, "full")}.`;
    return [{ kind: "environment", id: environment.id, name: environment.name, reason }];
  }
  const longest = Math.max(...openings.map(({ during }) => lengthMs(during)));
  if (longest < request.durationMinutes * minuteMs) {
    const reason = `No opening is long enough: the longest lasts ${formatDuration(longest)}, and ${wanted} are wanted.`;
    return [{ kind: "environment", id: environment.id, name: environment.name, reason }];
  }
  const rules = new Map<string, Rule>();
  for (const opening of openings.slice(0, openingsAsked)) {
    for (const rule of askOpening(opening, request, facts, now))
      rules.set(`${rule.kind} ${rule.id} ${rule.name}`, rule);
  }
  return [...rules.values()];
}

function askOpening(opening: BookableOccurrence, request: FreeSlotRequest, facts: BookingFacts, now: Date): Rule[] {
  const { windowId, windowName, during, zone, lanes } = opening;
  const slots = facts.slots.filter((slot) => slot.id !== request.exceptSlotId && overlaps(slot.during, during));
  const near = { ...facts, occurrences: [opening], slots };
  const from = new Date(Math.max(now.getTime(), request.notBefore.getTime(), during.start.getTime()));
  const start = nextOnGrid(from, opening);
  const end = new Date(start.getTime() + request.durationMinutes * minuteMs);
  const window = (reason: string): Rule[] => [{ kind: "window", id: windowId, name: windowName, reason }];
  if (end > during.end) {
    const left = formatDuration(Math.max(0, lengthMs({ start, end: during.end })));
    return window(`${windowName} has only ${left} left ${formatRange(during, zone)}.`);
  }
  for (let lane = 1; lane <= lanes; lane++) {
    const wish = { ...request, occurrenceId: opening.id, lane, during: { start, end } };
    const refused = checkPlace({ wish, facts: near, now, exceptSlotId: request.exceptSlotId });
    // Free at its start and yet not proposed: something further on is in the way. The lanes say it.
    if (refused === undefined || refused.refusal.code === "lane_taken") continue;
    if (refused.refusal.rules.length > 0) return refused.refusal.rules;
  }
  const ends = slots.filter(({ occurrenceId }) => occurrenceId === opening.id).map((slot) => slot.during.end.getTime());
  const takenUntil = formatInstant(new Date(Math.max(during.start.getTime(), ...ends)), zone);
  return window(
    `The ${lanes === 1 ? "lane" : `${lanes} lanes`} of ${windowName} ${lanes === 1 ? "is" : "are"} taken until ${takenUntil}.`,
  );
}
