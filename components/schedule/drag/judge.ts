import { isLive } from "@/components/schedule/data/week-plan";
import type { Slot, WeekPlan } from "@/components/schedule/schedule-data";
import { decideHold, decideMove } from "@/lib/domain/booking";
import type { Booker, BookingFacts, Place, TakenSlot } from "@/lib/domain/booking-facts";
import type { Refusal } from "@/lib/domain/refusal";
import { overlaps, type Range } from "@/lib/time/range";

/** What the rules say to a place: free, or the name of the one that refuses and its sentence. */
export type Verdict = { ok: true } | { ok: false; rule: string; sentence: string };

const codeNames: Readonly<Record<string, string>> = {
  invalid_input: "Not possible",
  slot_not_live: "Not movable",
};

function verdictOf(decision: { ok: true } | { ok: false; refusal: Refusal }): Verdict {
  if (decision.ok) return { ok: true };
  const { code, message, rules } = decision.refusal;
  return { ok: false, rule: rules[0]?.name ?? codeNames[code] ?? "Refused", sentence: message };
}

/** What the booking would see of a slot that stands there, in the words that the server would use of it. */
function takenSlot(slot: Slot): TakenSlot {
  const { id, occurrenceId, lane, during, releases, hold, opaque, team } = slot;
  const names = releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", ");
  const takenBy = hold ? `${hold.name}, who is booking it` : team && `${names || "a slot"} of ${team.name}`;
  return { id, occurrenceId, lane, during, services: releases, ...(takenBy && !opaque ? { takenBy } : {}) };
}

/**
 * What decides about a place, out of what came with the week: the named opening, and the slots that stand there at that time. As few
 * facts as the question needs: it is asked again with every step of a hand.
 */
function factsNear(plan: WeekPlan, occurrenceId: string | null, during: Range): BookingFacts {
  const { environment, occurrences, freezes, slots, taken } = plan;
  return {
    environment,
    occurrences: occurrences.filter(({ id }) => id === occurrenceId),
    freezes,
    slots: [
      ...slots.filter((slot) => isLive(slot) && overlaps(slot.during, during)).map(takenSlot),
      ...taken.filter((place) => overlaps(place.during, during)).map((place) => ({ ...place, services: [] })),
    ],
  };
}

/** Whether a slot may go there, by the same rule that the server will ask. */
export function judgeMove(plan: WeekPlan, booker: Booker, slot: Slot, to: Place, now: Date): Verdict {
  const { id, occurrenceId, lane, during, status, origin } = slot;
  const own = {
    id,
    occurrenceId,
    lane,
    during,
    status,
    origin,
    teamId: slot.team?.id ?? null,
    heldBy: null,
    heldUntil: null,
  };
  return verdictOf(decideMove(booker, own, to, slot.releases, factsNear(plan, to.occurrenceId, to.during), now));
}

/** Whether a place may be held, by the same rule that the server will ask. */
export function judgeHold(plan: WeekPlan, booker: Booker, place: Place, now: Date): Verdict {
  const origin = place.occurrenceId === null ? ("continuous" as const) : ("window" as const);
  const wish = { ...place, origin, teamId: null, releases: [] };
  return verdictOf(decideHold(booker, wish, factsNear(plan, place.occurrenceId, place.during), now));
}

/** Whether it is the reader's to move at all. */
export function isMovable(slot: Slot, booker: Booker | null): boolean {
  if (booker === null || slot.status !== "booked" || slot.opaque) return false;
  return booker.reach === "all" || (slot.team !== null && booker.reach.includes(slot.team.id));
}
