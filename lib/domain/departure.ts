import { formatInstant } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { approvalContent } from "./approval-content";
import { tallyApprovals } from "./approval-tally";
import type { DeploymentState } from "./deployment-state";
import { failingGates, type Gate } from "./gate";
import { approvalSubjectOf, type SlotFacts } from "./slot-facts";
import { slotGates } from "./slot-gates";
import type { SlotState } from "./slot-state";

/** The states in which a slot stands on the board: what was promised, and what became of it. A mere hold promises nothing. */
export const shownSlotStates = [
  "booked",
  "open",
  "closed",
  "missed",
  "cancelled",
] as const satisfies readonly SlotState[];

/** What keeps a booked slot from leaving, without names of people: boards hang where strangers pass. */
export type DepartureWait = {
  gate: Gate["gate"];
  state: "waiting" | "failed";
  title: string;
  signaturesMissing: number;
};

/** What a board must know of a slot to say how it stands. */
export type DepartureState = {
  status: (typeof shownSlotStates)[number];
  during: Range;
  movedFrom: Range | null;
  wait: DepartureWait | null;
  /** Why it was missed, one short title per gate that was closed. */
  missedTitles: string[];
  deployments: { status: DeploymentState; acceptedAt: Date | null; finishedAt: Date | null }[];
};

export type DepartureTone = "clear" | "waiting" | "risk" | "accent" | "neutral";
export type DepartureRemark = { word: string; detail: string; tone: DepartureTone };

/** Which closed gate speaks for the slot: what nobody can help by working comes first. */
const weight: readonly Gate["gate"][] = [
  "freeze",
  "window",
  "departure",
  "blockers",
  "qa",
  "approvals",
  "soak",
  "predecessor",
  "target",
];

/** What a booked slot waits for, if it were to open at its start with what is known now. */
export function departureWait(facts: SlotFacts, now: Date): DepartureWait | null {
  const start = facts.slot.during.start;
  const closed = failingGates(slotGates(facts, start > now ? start : now)).toSorted(
    (a, b) =>
      Number(a.state === "waiting") - Number(b.state === "waiting") || weight.indexOf(a.gate) - weight.indexOf(b.gate),
  );
  const [first] = closed;
  if (first === undefined) return null;
  const state = first.state === "waiting" ? "waiting" : "failed";
  return { gate: first.gate, state, title: publicTitle(first), signaturesMissing: signaturesMissing(facts) };
}

function publicTitle({ gate, state, title }: Gate): string {
  // Why a train is held is told where people are known, not on a wall.
  if (gate === "blockers" || (gate === "departure" && state === "failed")) return "Held";
  // What another slot ships is that slot's to tell.
  if (gate === "predecessor") return state === "waiting" ? "After another slot" : "Out of order";
  if (gate === "approvals" && state === "failed") return "Approval declined";
  return title;
}

function signaturesMissing(facts: SlotFacts): number {
  const subject = approvalSubjectOf(facts);
  if (subject === null || facts.policy === null) return 0;
  const { stages } = tallyApprovals(facts.policy, facts.approvals, approvalContent(subject));
  return stages.reduce((sum, stage) => sum + stage.missing, 0);
}

const boardingMs = 15 * 60_000;
/** An opening takes moments. What has not opened by then waits for something that is broken: our worker, or the database. */
const overdueMs = 60_000;
const failed: readonly DeploymentState[] = ["failed", "timed_out"];
const undone: readonly DeploymentState[] = ["rolling_back", "rolled_back"];

/** How a departure stands, in the words of a board. `zone` is the one its times are shown in. */
export function departureRemark(departure: DepartureState, now: Date, zone: string): DepartureRemark {
  switch (departure.status) {
    case "cancelled":
      return { word: "Cancelled", detail: "", tone: "neutral" };
    case "missed":
      return { word: "Missed", detail: departure.missedTitles.join(" · "), tone: "risk" };
    case "booked":
      return bookedRemark(departure, now);
    case "open":
      return underWay(departure, zone);
    case "closed":
      return outcome(departure, zone);
  }
}

function bookedRemark({ wait, during, movedFrom }: DepartureState, now: Date): DepartureRemark {
  if (wait === null) {
    const left = during.start.getTime() - now.getTime();
    if (left <= -overdueMs) return { word: "Delayed", detail: "not opened yet", tone: "risk" };
    if (left <= 0) return { word: "Due", detail: "opens at any moment", tone: "accent" };
    if (left <= boardingMs) return { word: "Boarding", detail: "every gate is clear", tone: "clear" };
    return { word: "Ready", detail: movedFrom ? "moved, every gate is clear" : "every gate is clear", tone: "clear" };
  }
  if (wait.state === "failed")
    return {
      word: wait.gate === "freeze" ? "Frozen" : wait.title,
      detail: wait.gate === "freeze" ? wait.title : "",
      tone: "risk",
    };
  if (wait.gate === "approvals") {
    const count = wait.signaturesMissing;
    const signed = /\d+ of \d+/.exec(wait.title)?.[0];
    return {
      word: `Awaiting ${count} ${count === 1 ? "approval" : "approvals"}`,
      detail: signed ? `${signed} signed` : "",
      tone: "waiting",
    };
  }
  if (wait.gate === "departure") return { word: wait.title, detail: "leaves with its train", tone: "waiting" };
  if (wait.gate === "predecessor") return { word: "Waits its turn", detail: "after another slot", tone: "waiting" };
  if (wait.gate === "soak") return { word: "Soaks", detail: wait.title, tone: "waiting" };
  return { word: "With QA", detail: wait.title.replace(/^With QA, /, ""), tone: "waiting" };
}

function underWay({ deployments }: DepartureState, zone: string): DepartureRemark {
  if (deployments.some(({ status }) => failed.includes(status)))
    return { word: "Failed", detail: "still open", tone: "risk" };
  const accepted = deployments
    .flatMap(({ acceptedAt }) => acceptedAt ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime());
  const [first] = accepted;
  const detail = first ? `call accepted ${precise(first, zone)}` : "calling";
  return { word: "Departing now", detail, tone: "accent" };
}

function outcome({ deployments }: DepartureState, zone: string): DepartureRemark {
  const ended = deployments.flatMap(({ finishedAt }) => finishedAt ?? []).toSorted((a, b) => b.getTime() - a.getTime());
  const at = ended[0] ? formatInstant(ended[0], zone, "timeZone") : "";
  if (deployments.some(({ status }) => failed.includes(status))) return { word: "Failed", detail: at, tone: "risk" };
  if (deployments.some(({ status }) => undone.includes(status)))
    return { word: "Rolled back", detail: at, tone: "risk" };
  return { word: "Released", detail: at, tone: "clear" };
}

/** To the millisecond, as the delivery log has it: the board's proof that the second was met. */
function precise(at: Date, zone: string): string {
  return `${formatInstant(at, zone, "seconds")}.${String(at.getUTCMilliseconds()).padStart(3, "0")}`;
}
