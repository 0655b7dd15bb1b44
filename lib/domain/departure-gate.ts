import { formatInstant } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import type { DepartureState } from "./departure-state";
import type { Gate } from "./gate";
import { type Result, type Rule, refuse } from "./refusal";
import type { SlotOrigin } from "./slot-state";
import type { FailurePolicy } from "./train-policy";

/** The departure that a slot of a train belongs to, as far as its gates look at it. */
export type DepartureFact = {
  id: string;
  name: string;
  zone: string;
  status: DepartureState;
  /** The instant that the rule gave it: its identity, which no hold and no move changes. */
  plannedAt: Date;
  during: Range;
  onFailure: FailurePolicy;
  holdReason: string;
  /** What holds it, in words. */
  blockers: readonly { id: string; reason: string }[];
  /** What of it failed: "ledger 2.4.0". */
  failed: readonly string[];
};

const fix = { label: "See the departure", action: "see_departure" } as const;

/**
 * The gate that only slots of a train have: the departure has left, or will leave by itself at its time; nothing holds it, and nothing of
 * it has failed where it stops then. It fails while somebody must act, and waits while only the go is to come.
 */
export function departureGate({ departure, instant }: { departure: DepartureFact; instant: Date }): Gate {
  const { id, name, status, during, zone, blockers, failed, onFailure, holdReason } = departure;
  const rule = (reason: string): Rule[] => [{ kind: "train", id, name, reason }];
  const closed = (state: "waiting" | "failed", title: string, reason: string, rules = rule(reason)): Gate => ({
    gate: "departure",
    passed: false,
    state,
    title,
    reason,
    fix,
    rules,
  });
  if (status === "departed") {
    if (onFailure === "stop" && failed.length > 0) {
      return closed(
        "failed",
        "The train stopped",
        `${failed.join(", ")} failed, and ${name} stops when something fails.`,
      );
    }
    const reason = `${name} is on its way.`;
    return { gate: "departure", passed: true, state: "clear", title: "Departed", reason, rules: rule(reason) };
  }
  if (status === "arrived" || status === "skipped" || status === "cancelled") {
    return closed("failed", "No departure", `${name} ${status === "arrived" ? "has arrived" : `is ${status}`}.`);
  }
  if (blockers.length > 0) {
    const rules = blockers.map((blocker): Rule => {
      const reason = `A blocker holds ${name}: ${blocker.reason}`;
      return { kind: "blocker", id: blocker.id, name: "Blocker", reason };
    });
    const title = blockers.length === 1 ? "Held by a blocker" : `Held by ${blockers.length} blockers`;
    return closed("failed", title, rules.map(({ reason }) => reason).join(" "), rules);
  }
  if (status === "held") return closed("failed", "Departure held", `${name} is held: ${holdReason}`);
  if (status === "go" && instant >= during.start) {
    const reason = `${name} is on go and leaves ${formatInstant(during.start, zone)}.`;
    return { gate: "departure", passed: true, state: "clear", title: "On go", reason, rules: rule(reason) };
  }
  if (status === "go") {
    return closed("waiting", "Not yet departed", `${name} leaves ${formatInstant(during.start, zone)}.`);
  }
  return closed("waiting", "No go yet", `Nobody has said go for ${name} yet.`);
}

/** The departure's time stands in the place of a window: a slot of a train is open from its departure to its arrival. */
export function trainWindowGate({ departure, instant }: { departure: DepartureFact; instant: Date }): Gate {
  const { id, name, during, zone } = departure;
  const open = instant >= during.start && instant < during.end;
  const [from, until] = [formatInstant(during.start, zone), formatInstant(during.end, zone)];
  const reason = open ? `${name} is to arrive by ${until}.` : `${name} leaves ${from} and is to arrive by ${until}.`;
  const rules: Rule[] = [{ kind: "train", id, name, reason }];
  return open
    ? { gate: "window", passed: true, state: "clear", title: "On the timetable", reason, since: during.start, rules }
    : { gate: "window", passed: false, state: "failed", title: "Not its time", reason, rules };
}

/**
 * A slot of a train is moved, given up, opened and loaded with its departure alone: every door of bookings refuses it (`of_a_train`) and
 * says where that is done. `undefined` for every other slot.
 */
export function refuseTrainSlot(
  slot: { origin: SlotOrigin; note?: string },
  what: string,
): Extract<Result<never>, { ok: false }> | undefined {
  if (slot.origin !== "train") return undefined;
  const name = slot.note || "its train";
  const reason = `The slot belongs to ${name}: ${what} is done there, by its departure or its ticket.`;
  return refuse("of_a_train", reason, { rules: [{ kind: "train", name, reason }] });
}
