import { formatInstant, formatRange } from "@/lib/time/format";
import { contains } from "@/lib/time/range";
import { approvalGate } from "./approval-gate";
import type { Gate } from "./gate";
import { qaGate } from "./qa-gate";
import type { Rule } from "./refusal";
import { intentsOf, type SlotFacts } from "./slot-facts";
import { freezeVerdict, nextOpenAt, windowVerdict } from "./window-status";

const move = { label: "Move the slot", action: "move" } as const;

/** The next instant at which window and freezes both let the slot's releases through: in its own opening, else in any. */
function nextOpenAfter(facts: SlotFacts, instant: Date): { nextOpen?: Date } {
  const { occurrence } = facts.slot;
  const own = occurrence === null ? facts.occurrences : [occurrence];
  const intents = intentsOf(facts);
  const nextOpen = nextOpenAt({ ...facts, occurrences: own }, intents, instant) ?? nextOpenAt(facts, intents, instant);
  return nextOpen === undefined ? {} : { nextOpen };
}

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
  const { frozen, reasons, since } = freezeVerdict(facts, intentsOf(facts), instant);
  if (frozen) {
    const reason = reasons.map((rule) => rule.reason).join(" ");
    const title = reasons[0]?.name ?? "Frozen";
    const next = nextOpenAfter(facts, instant);
    return { gate: "freeze", passed: false, state: "failed", title, reason, since, fix: move, rules: reasons, ...next };
  }
  const reason =
    reasons.map((rule) => rule.reason).join(" ") || `No freeze at ${formatInstant(instant, facts.environment.zone)}.`;
  return { gate: "freeze", passed: true, state: "clear", title: "No freeze", reason, rules: reasons };
}

function blockerGate({ blockers, environment }: SlotFacts): Gate {
  const open = blockers.filter((blocker) => blocker.resolvedAt === null);
  const [first] = open;
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
 * the opening itself. QA, approvals, blockers and targets are judged as they stand in the facts; what they will be later nobody
 * knows. The same call serves the calendar, the release page, the API and the opening, so they cannot disagree (case 7).
 */
export function slotGates(facts: SlotFacts, instant: Date): Gate[] {
  return [
    qaGate(facts),
    approvalGate(facts),
    windowGate(facts, instant),
    freezeGate(facts, instant),
    blockerGate(facts),
    targetGate(facts),
  ];
}
