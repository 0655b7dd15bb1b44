import { formatInstant } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import type { FreezeRule } from "./freeze";
import { failingGates, type Gate, gatesPass } from "./gate";
import { rulesWithoutWindows } from "./next-opening";
import { accept, type Result, refuse } from "./refusal";
import { intentsOf, type SlotFacts } from "./slot-facts";
import { slotGates } from "./slot-gates";
import { needsLicence } from "./slot-licence";
import { openRanges } from "./window-status";

export type OpeningDecision =
  | { decision: "open"; gates: Gate[] }
  /** Look again when a fact changes, and at `until` at the latest: there it opens, fails for good or is over. */
  | { decision: "wait"; until: Date; gates: Gate[] }
  /** For good. `failing` is never empty and is what goes on the record with the slot. */
  | { decision: "missed"; failing: Gate[] };

function timeGate({ slot, environment }: SlotFacts): Gate {
  const reason = `The slot ended at ${formatInstant(slot.during.end, environment.zone)} and was not opened before.`;
  return {
    gate: "time",
    passed: false,
    state: "failed",
    title: "Time is over",
    reason,
    since: slot.during.end,
    rules: [],
  };
}

/**
 * The part of the slot from `now` on in which its own opening, and no freeze, would let it open: the first such stretch. Where it
 * stands on a licence, only freezes count: a proof that is recorded anew gives a lapsed licence back at any moment. `ifGranted`: as if
 * the exceptions that were asked for were granted.
 */
function nextChance(facts: SlotFacts, now: Date, ifGranted = false): Range | undefined {
  const { occurrence } = facts.slot;
  const rest = { start: now, end: facts.slot.during.end };
  const freezes = ifGranted ? facts.freezes.map(withAllGranted) : facts.freezes;
  if (needsLicence(facts)) return openRanges({ ...rulesWithoutWindows(facts), freezes }, intentsOf(facts), rest)[0];
  const occurrences = occurrence === null ? facts.occurrences : [occurrence];
  return openRanges({ ...facts, freezes, occurrences }, intentsOf(facts), rest)[0];
}

function withAllGranted(freeze: FreezeRule): FreezeRule {
  return { ...freeze, exceptions: freeze.exceptions?.map((exception) => ({ ...exception, status: "granted" })) };
}

/**
 * What happens with a booked slot that is due (rule 11). Between its start and its end it opens at the first moment at which
 * every gate passes: downtime, a late tester or a late signature make an opening late, never lost.
 *
 * - before its start: `wait`;
 * - all gates pass: `open`;
 * - a gate is closed that people or other slots can still open (QA, approvals, order, blockers, target, licence): `wait`, until the end
 *   of the slot;
 * - window or freeze keep it closed for the rest of the slot: `missed` at once, so that its people learn it while it is early.
 *   A freeze that was set after the booking wins (rule 3). While an exception that was asked for waits for its answer, a person can
 *   yet open that gate, and it waits too;
 * - a slot of a train waits until its end, whatever closes it: it belongs to its departure;
 * - its end has come: `missed`, even if all gates pass by now (case 16), so an unanswered approval never holds a lane beyond
 *   the slot (case 21) and no call is sent after the end (case 26).
 *
 * Whether the slot is still booked is the caller's compare-and-set, in the same transaction.
 */
export function decideOpening(facts: SlotFacts, now: Date): OpeningDecision {
  const { start, end } = facts.slot.during;
  if (now < start) return { decision: "wait", until: start, gates: slotGates(facts, start) };
  if (now >= end) {
    const last = slotGates(facts, new Date(end.getTime() - 1));
    return { decision: "missed", failing: [...failingGates(last), timeGate(facts)] };
  }
  const gates = slotGates(facts, now);
  if (gatesPass(gates)) return { decision: "open", gates };
  // A freeze holds the whole departure, visibly, and takes no slot out of it: it waits for the end of its time.
  if (facts.slot.departure !== null) return { decision: "wait", until: end, gates };
  const chances = [nextChance(facts, now), nextChance(facts, now, true)].filter((chance) => chance !== undefined);
  if (chances.length === 0) return { decision: "missed", failing: failingGates(gates) };
  // Inside a chance only people stand in the way; when it ends, by a window's close or a freeze, it must be judged again.
  const turns = chances.map(({ start, end }) => (start > now ? start : end).getTime());
  return { decision: "wait", until: new Date(Math.min(...turns)), gates };
}

/**
 * "Go now": a booked slot opens before its start when every gate passes at `now`. Returns the range it takes then, from now to
 * its old end; the database refuses if somebody else has the lane or the service meanwhile. Refuses a slot that is not booked or
 * is over (`slot_not_live`) and closed gates (`gates_closed`, with the rules and when they would pass).
 */
export function decideGoNow(facts: SlotFacts, now: Date): Result<{ during: Range; gates: Gate[] }> {
  const { during, status } = facts.slot;
  if (status !== "booked" || now >= during.end) {
    const word = status === "booked" ? "over" : status;
    return refuse("slot_not_live", `Only a booked slot can be opened; this one is ${word}.`);
  }
  // Judged as the slot will stand: where signatures cover the exact time, opening early makes them stale.
  const early = contains(during, now) ? during : { start: now, end: during.end };
  const gates = slotGates({ ...facts, slot: { ...facts.slot, during: early } }, now);
  if (!gatesPass(gates)) {
    const failing = failingGates(gates);
    const nextOpen = failing.find((gate) => gate.nextOpen !== undefined)?.nextOpen;
    const names = failing.map((gate) => gate.title).join(", ");
    const rules = failing.flatMap((gate) => gate.rules);
    return refuse(
      "gates_closed",
      `It cannot open now: ${names}.`,
      nextOpen === undefined ? { rules } : { rules, nextOpen },
    );
  }
  return accept({ during: early, gates });
}
