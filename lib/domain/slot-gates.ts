import { formatInstant, formatRange } from "@/lib/time/format";
import { contains } from "@/lib/time/range";
import { approvalGate } from "./approval-gate";
import { departureGate, trainWindowGate } from "./departure-gate";
import type { Gate } from "./gate";
import { licenceGate } from "./licence-gate";
import { nextOpenAfter } from "./next-opening";
import { predecessorGate } from "./predecessor-gate";
import { qaGate } from "./qa-gate";
import type { Rule } from "./refusal";
import { intentsOf, type SlotFacts } from "./slot-facts";
import { needsLicence } from "./slot-licence";
import { soakGate } from "./soak-gate";
import { freezeVerdict, windowVerdict } from "./window-status";

const move = { label: "Move the slot", action: "move" } as const;
const askException = { label: "Ask for an exception", action: "ask_exception" } as const;
const answerException = { label: "See the request for an exception", action: "answer_exception" } as const;

/** A slot that was booked in an opening depends on that opening; another window at the same hour is not its own. */
function windowGate(facts: SlotFacts, instant: Date): Gate {
  const { environment, slot } = facts;
  const { occurrence } = slot;
  if (occurrence === null) {
    const { open, reasons, since } = windowVerdict(facts, instant);
    const reason = reasons.map((rule) => rule.reason).join(" ");
    if (open)
      return { gate: "window", passed: true, state: "clear", title: "Window open", reason, since, rules: reasons };
    const next = nextOpenAfter(facts, instant);
    return {
      gate: "window",
      passed: false,
      state: "failed",
      title: "Window closed",
      reason,
      fix: move,
      rules: reasons,
      ...next,
    };
  }
  const { windowId, windowName, during, zone, status } = occurrence;
  const rule = (reason: string): Rule[] => [{ kind: "window", id: windowId, name: windowName, reason }];
  if (status === "scheduled" && contains(during, instant)) {
    const reason = `${windowName} is open until ${formatInstant(during.end, zone)}.`;
    return {
      gate: "window",
      passed: true,
      state: "clear",
      title: "Window open",
      reason,
      since: during.start,
      rules: rule(reason),
    };
  }
  const range = formatRange(during, zone);
  const reason =
    status === "cancelled"
      ? `The opening of ${windowName} on ${range} was cancelled.`
      : `${windowName} is open ${range}, not at ${formatInstant(instant, environment.zone)}.`;
  const title = status === "cancelled" ? "Window cancelled" : "Window closed";
  const next = nextOpenAfter(facts, instant);
  return { gate: "window", passed: false, state: "failed", title, reason, fix: move, rules: rule(reason), ...next };
}

function freezeGate(facts: SlotFacts, instant: Date): Gate {
  const { frozen, reasons, since, exceptions } = freezeVerdict(facts, intentsOf(facts), instant);
  if (frozen) {
    const asked = exceptions.map(
      ({ requestedByName, during }) =>
        `${requestedByName} asked for an exception until ${formatInstant(during.end, facts.environment.zone)}, and nobody has answered yet.`,
    );
    const reason = [...reasons.map((rule) => rule.reason), ...asked].join(" ");
    const title = reasons[0]?.name ?? "Frozen";
    const next = nextOpenAfter(facts, instant);
    // Moving is offered beside every slot; what only a freeze asks for is an exception, which is for a release.
    const fix = facts.releases.length === 0 ? move : asked.length > 0 ? answerException : askException;
    return { gate: "freeze", passed: false, state: "failed", title, reason, since, fix, rules: reasons, ...next };
  }
  const reason =
    reasons.map((rule) => rule.reason).join(" ") || `No freeze at ${formatInstant(instant, facts.environment.zone)}.`;
  const title = exceptions.length > 0 ? "Exception granted" : "No freeze";
  return { gate: "freeze", passed: true, state: "clear", title, reason, rules: reasons };
}

/** What gives the slot its time: a window, a licence, or the departure of its train. */
function placeGate(facts: SlotFacts, instant: Date): Gate {
  const { departure } = facts.slot;
  if (departure !== null) return trainWindowGate({ departure, instant });
  return needsLicence(facts) ? licenceGate(facts, instant) : windowGate(facts, instant);
}

/** What is on its way back must not be overtaken: the two calls would race each other. */
function rollbackRules({ releases, environment }: SlotFacts): (Rule & { since: Date })[] {
  return releases.flatMap(({ serviceId, serviceName, rollingBackSince }) => {
    if (rollingBackSince === null) return [];
    const reason = `${serviceName} is being rolled back in ${environment.name} since ${formatInstant(rollingBackSince, environment.zone)}.`;
    return [{ kind: "service", id: serviceId, name: `${serviceName} rolls back`, reason, since: rollingBackSince }];
  });
}

function blockerGate(facts: SlotFacts): Gate {
  const { blockers, environment } = facts;
  const open = blockers.filter((blocker) => blocker.resolvedAt === null);
  const [first] = open;
  const [rollback, ...more] = rollbackRules(facts);
  if (first === undefined && rollback !== undefined) {
    const rules = [rollback, ...more].map(({ since: _, ...rule }): Rule => rule);
    const { since, name: title } = rollback;
    const reason = rules.map((rule) => rule.reason).join(" ");
    return { gate: "blockers", passed: false, state: "waiting", title, reason, since, rules };
  }
  if (first === undefined) {
    return {
      gate: "blockers",
      passed: true,
      state: "clear",
      title: "Not held back",
      reason: "Nobody holds it back.",
      rules: [],
    };
  }
  const rules = open.map(({ id, placedByName, placedAt, reason }): Rule => {
    const sentence = `${placedByName} holds it back since ${formatInstant(placedAt, environment.zone)}: ${reason}`;
    return { kind: "blocker", id, name: `Held back by ${placedByName}`, reason: sentence };
  });
  return {
    gate: "blockers",
    passed: false,
    state: "failed",
    title: open.length === 1 ? `Held back by ${first.placedByName}` : `Held back ${open.length} times`,
    reason: rules.map((rule) => rule.reason).join(" "),
    since: first.placedAt,
    fix: { label: "Let it go", action: "resolve_blocker" },
    rules,
  };
}

function targetGate({ releases, environment }: SlotFacts): Gate {
  const unusable = releases.filter((release) => release.target === null || !release.target.enabled);
  if (unusable.length === 0) {
    const reason = `The call goes to ${releases.map((release) => release.target?.url).join(", ") || "nobody yet"}.`;
    return { gate: "target", passed: true, state: "clear", title: "Target set", reason, rules: [] };
  }
  const rules = unusable.map(({ serviceId, serviceName, target }): Rule => {
    const reason =
      target === null
        ? `${serviceName} has no target in ${environment.name}: nobody knows what to call.`
        : `The target of ${serviceName} in ${environment.name} is switched off.`;
    return { kind: "target", id: target?.id ?? serviceId, name: serviceName, reason };
  });
  const missing = unusable.some((release) => release.target === null);
  const reason = rules.map((rule) => rule.reason).join(" ");
  const fix = { label: "Set the target", action: "set_target" } as const;
  const title = missing ? "No target" : "Target switched off";
  return { gate: "target", passed: false, state: "failed", title, reason, fix, rules };
}

/**
 * Every condition that a slot's opening depends on, each with its reason whether it passes or not. All pass: it may open.
 *
 * `instant` is the instant to judge window and freezes for: pass the slot's start to ask "will it open as planned?", and now at
 * the opening itself, and so is the time that a build must have run at the stop before, and until when a waiver holds. QA, approvals, order, blockers and targets are judged as they stand in the facts; what they will be later nobody
 * knows. The same call serves the calendar, the release page, the API and the opening, so they cannot disagree (case 7).
 */
export function slotGates(facts: SlotFacts, instant: Date): Gate[] {
  const { departure } = facts.slot;
  const soak = soakGate(facts, instant);
  return [
    qaGate(facts, instant),
    approvalGate(facts, instant),
    ...(soak === undefined ? [] : [soak]),
    placeGate(facts, instant),
    ...(departure === null ? [] : [departureGate({ departure, instant })]),
    freezeGate(facts, instant),
    predecessorGate(facts),
    blockerGate(facts),
    targetGate(facts),
  ];
}
