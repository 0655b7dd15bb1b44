import type { DeploymentState } from "./deployment-state";
import type { Gate } from "./gate";
import type { SlotState } from "./slot-state";

/** What a slot looks like from afar, the least that a chip must tell apart. */
export const slotSummaryStates = [
  "held",
  "ready",
  "waiting",
  "at_risk",
  "open",
  "released",
  "failed",
  "missed",
  "over",
] as const;
export type SlotSummaryState = (typeof slotSummaryStates)[number];

/** A state and the two or three words that say it. */
export type SlotSummary = { state: SlotSummaryState; words: string };

const inSentence = (title: string) =>
  /^(QA|rc) /.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);

/** Which round it is stands in the gate; the chip has room for the state alone. */
const withoutRound = (title: string) => title.replace(/,? (?:in )?round \d+$/, "");

function wordsOfGate({ gate, state, title }: Gate): string {
  switch (gate) {
    case "approvals":
      return state === "waiting" ? `${title.replace("Approvals ", "")} signed` : "declined";
    case "freeze":
      return "frozen";
    case "licence":
      return "not licensed";
    case "blockers":
      return "on hold";
    default:
      return inSentence(withoutRound(title));
  }
}

function ofBooked(gates: readonly Gate[]): SlotSummary {
  const worst = gates.find((gate) => gate.state === "failed") ?? gates.find((gate) => gate.state === "waiting");
  if (worst === undefined) return { state: "ready", words: "ready" };
  return { state: worst.state === "failed" ? "at_risk" : "waiting", words: wordsOfGate(worst) };
}

function ofOpened(status: "open" | "closed", deployments: readonly DeploymentState[]): SlotSummary {
  const some = (...states: DeploymentState[]) => deployments.some((state) => states.includes(state));
  if (some("rolling_back")) return { state: "failed", words: "rolling back" };
  if (some("rolled_back")) return { state: "failed", words: "rolled back" };
  if (some("failed")) return { state: "failed", words: "failed" };
  if (some("timed_out")) return { state: "failed", words: "timed out" };
  if (deployments.length > 0 && deployments.every((state) => state === "succeeded"))
    return { state: "released", words: "released" };
  if (status === "closed") return { state: "over", words: "closed" };
  return { state: "open", words: some("running") ? "deploying" : "open now" };
}

/**
 * The state of a slot in a few words: of a booked one by its gates (the worst speaks, in the order of the gates), of an opened
 * one by its deployments, of the others by their status alone.
 */
export function slotSummary(
  status: SlotState,
  gates: readonly Gate[],
  deployments: readonly DeploymentState[],
): SlotSummary {
  switch (status) {
    case "held":
      return { state: "held", words: "being booked" };
    case "booked":
      return ofBooked(gates);
    case "open":
    case "closed":
      return ofOpened(status, deployments);
    case "missed":
      return { state: "missed", words: "missed" };
    case "cancelled":
    case "expired":
      return { state: "over", words: status === "cancelled" ? "given up" : "expired" };
  }
}
