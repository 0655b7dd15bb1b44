import { formatRange } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import type { TakenSlot } from "./booking-facts";
import { failingGates, type Gate } from "./gate";
import { accept, type RefusalCode, type Result, refuse } from "./refusal";
import type { SlotFacts } from "./slot-facts";
import { slotGates } from "./slot-gates";

/** How long a slot lasts that nobody gave a length, in minutes. */
export const usualDeployMinutes = 60;

/** A slot shorter than this is no use to anybody: the call alone may take a minute. */
export const shortestDeployMinutes = 5;

const minuteMs = 60_000;

/**
 * The range of a slot that starts now: as long as wished, but over before the next slot in which the service is deployed there. Refuses
 * with `service_taken`, naming who has it, when such a slot is under way or begins too soon.
 */
export function roomToDeployNow(
  service: { id: string; name: string },
  environment: { name: string; zone: string },
  slots: readonly TakenSlot[],
  minutes: number,
  now: Date,
): Result<Range> {
  const own = slots.filter((slot) => slot.services.some(({ serviceId }) => serviceId === service.id));
  const soonest = new Date(now.getTime() + shortestDeployMinutes * minuteMs);
  const inTheWay = own.find(({ during }) => contains(during, now) || (during.start > now && during.start < soonest));
  if (inTheWay !== undefined) {
    const who = inTheWay.takenBy === undefined ? "" : ` for ${inTheWay.takenBy}`;
    const reason = `${service.name} has a slot in ${environment.name} ${formatRange(inTheWay.during, environment.zone)} already${who}.`;
    return refuse("service_taken", reason, {
      rules: [{ kind: "service", id: service.id, name: service.name, reason }],
      nextOpen: inTheWay.during.end,
    });
  }
  const wished = now.getTime() + minutes * minuteMs;
  const next = Math.min(...own.filter(({ during }) => during.start > now).map(({ during }) => during.start.getTime()));
  return accept({ start: now, end: new Date(Math.min(wished, next)) });
}

export type DeployNow = {
  /** `open`: every gate passes. `wait`: only signatures are missing; the slot opens with the last of them, until its end. */
  decision: "open" | "wait";
  gates: Gate[];
};

const codes: Partial<Record<Gate["gate"], RefusalCode>> = { licence: "not_licensed", freeze: "in_freeze" };

/**
 * What "deploy now" comes to, for the slot as it would stand from now on. It goes through the same gates as every other opening (case
 * 13): the licence stands in the window's place, and nothing is waived for whoever asks, be it a pipeline (case 22).
 *
 * Missing signatures alone do not refuse it: they are given for exactly this slot and could not be given before it exists. Anything
 * else that is closed does, with every rule and when it would pass: `not_licensed` (what is missing, and the next window that the
 * service falls back to), `in_freeze`, else `gates_closed`.
 */
export function decideDeployNow(facts: SlotFacts, now: Date): Result<DeployNow> {
  const gates = slotGates(facts, now);
  const failing = failingGates(gates);
  if (failing.length === 0) return accept({ decision: "open", gates });
  if (failing.every(({ gate, state }) => gate === "approvals" && state === "waiting")) {
    return accept({ decision: "wait", gates });
  }
  const worst = failing.find(({ gate }) => codes[gate] !== undefined);
  const code = worst === undefined ? "gates_closed" : (codes[worst.gate] ?? "gates_closed");
  const refused = failing.filter(({ gate, state }) => !(gate === "approvals" && state === "waiting"));
  const names = refused.map(({ title }) => title).join(", ");
  const nextOpen = (worst ?? refused.find((gate) => gate.nextOpen !== undefined))?.nextOpen;
  const message = worst === undefined ? `It cannot be deployed now: ${names}.` : worst.reason;
  const rules = refused.flatMap((gate) => gate.rules);
  return refuse(code, message, nextOpen === undefined ? { rules } : { rules, nextOpen });
}
