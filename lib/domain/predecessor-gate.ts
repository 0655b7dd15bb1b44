import { formatInstant, formatRange } from "@/lib/time/format";
import type { DeploymentState } from "./deployment-state";
import type { Gate } from "./gate";
import type { Rule } from "./refusal";
import type { PredecessorFact, SlotFacts } from "./slot-facts";

const inVain: readonly DeploymentState[] = ["failed", "timed_out", "rolling_back", "rolled_back"];

type Verdict = { state: Gate["state"]; word: string; reason: string };

/** Arrived means all of it: every release that the slot ships was deployed, and none was taken back. */
function verdictOn({ name, during, zone, status, releaseCount, deployments }: PredecessorFact): Verdict {
  const failed = deployments.find((state) => inVain.includes(state));
  if (failed !== undefined) {
    const reason = `${name} goes first, and its deployment ${failed.replace("timed_out", "heard nothing").replaceAll("_", " ")}.`;
    return { state: "failed", word: "did not arrive", reason };
  }
  switch (status) {
    case "held":
    case "booked":
      return {
        state: "waiting",
        word: "goes first",
        reason: `${name} goes first; it is planned for ${formatRange(during, zone)}.`,
      };
    case "open":
    case "closed": {
      const arrived = deployments.length >= releaseCount && deployments.every((state) => state === "succeeded");
      if (arrived) return { state: "clear", word: "arrived", reason: `${name} went first and has arrived.` };
      return { state: "waiting", word: "goes first", reason: `${name} goes first and is being deployed.` };
    }
    case "missed":
    case "cancelled":
    case "expired": {
      const word = status === "cancelled" ? "was given up" : status === "missed" ? "was missed" : "ran out";
      return {
        state: "failed",
        word,
        reason: `${name} was to go first (${formatInstant(during.start, zone)}) and ${word}.`,
      };
    }
  }
}

/**
 * "A before B": passes once everything in every slot that goes first has arrived. Waits while that can still come by itself; fails,
 * with a way out, when one of them was missed, given up or failed: then only a person can say that the order no longer counts.
 */
export function predecessorGate({
  predecessors,
  slot,
}: Pick<SlotFacts, "predecessors"> & { slot: Pick<SlotFacts["slot"], "departure"> }): Gate {
  const verdicts = predecessors.map((fact) => ({ fact, verdict: verdictOn(fact) }));
  const worst =
    verdicts.find(({ verdict }) => verdict.state === "failed") ??
    verdicts.find(({ verdict }) => verdict.state === "waiting");
  const rules = verdicts.map(
    ({ fact, verdict }): Rule => ({ kind: "slot", id: fact.slotId, name: fact.name, reason: verdict.reason }),
  );
  const reason = rules.map((rule) => rule.reason).join(" ");
  if (worst === undefined) {
    const title = predecessors.length === 0 ? "No order" : "In order";
    return {
      gate: "predecessor",
      passed: true,
      state: "clear",
      title,
      reason: reason || "It waits for no other slot.",
      rules,
    };
  }
  const { fact, verdict } = worst;
  const title = verdict.state === "waiting" ? `After ${fact.name}` : `${fact.name} ${verdict.word}`;
  const fix =
    verdict.state === "waiting" || slot.departure !== null
      ? undefined
      : ({ label: "Remove the order", action: "remove_order" } as const);
  return { gate: "predecessor", passed: false, state: verdict.state, title, reason, ...(fix ? { fix } : {}), rules };
}
