import { type GoFacts, goStands, missingForGo } from "./departure-go";
import type { DepartureState } from "./departure-state";
import { type HoldCause, type HoldOutcome, outcomeOfHold } from "./train-policy";

/** Everything that decides what becomes of a departure as time goes by. */
export type TurnFacts = {
  status: DepartureState;
  boardingAt: Date;
  cutOffAt: Date;
  qaExitAt: Date;
  goNoGoAt: Date;
  departsAt: Date;
  qaExitDone: boolean;
  /** The departure before it is on its way, and the two may not overlap. */
  waitsForEarlier: boolean;
  hold: { cause: HoldCause; until: Date | null } | null;
  holdThen: HoldOutcome;
  go: GoFacts;
  /** A freeze closes for what is aboard right now, in words. */
  frozen: string | null;
  /** Its slots: whether any may still open or is under way. */
  slotsUnderWay: boolean;
};

export type Turn =
  | { turn: "open_boarding" | "cut_off" | "qa_exit" | "go" | "depart" | "arrive" }
  | { turn: "hold"; cause: HoldCause; reason: string }
  /** It was held as long as it may be. */
  | { turn: "hold_over"; outcome: HoldOutcome };

/**
 * The next thing that time alone brings about for a departure at `now`; undefined: nothing before something changes. Asked again after
 * each turn, so that a worker that was down for days takes every milestone in its order, late and none lost (rule 11).
 *
 * It departs only with a go, without open blockers and outside freezes; else it is held, visibly and with the reason, and goes on by
 * itself once the blockers are gone or the freeze lets it. What a person holds, a person lets go, or the hold policy does; what waits for
 * a person's word after a failure, no policy lets go.
 */
export function nextTurn(facts: TurnFacts, now: Date): Turn | undefined {
  const { status } = facts;
  if (status === "scheduled") {
    const opens = now >= facts.boardingAt && (!facts.waitsForEarlier || now >= facts.cutOffAt);
    return opens ? { turn: "open_boarding" } : undefined;
  }
  if (status === "boarding") return now >= facts.cutOffAt ? { turn: "cut_off" } : undefined;
  if (status === "departed") return facts.slotsUnderWay ? undefined : { turn: "arrive" };
  if (status !== "locked" && status !== "go" && status !== "held") return undefined;
  if (now >= facts.qaExitAt && !facts.qaExitDone) return { turn: "qa_exit" };
  if (status === "held") return turnOfHeld(facts, now);
  const { blockers } = facts.go;
  if (status === "locked") {
    if (now >= facts.goNoGoAt && blockers.length === 0 && goStands(facts.go)) return { turn: "go" };
    if (now < facts.departsAt) return undefined;
    const cause = blockers.length > 0 ? "blockers" : facts.go.decision === "no_go" ? "no_go" : "undecided";
    return { turn: "hold", cause, reason: missingForGo(facts.go).join(" ") };
  }
  if (now < facts.departsAt) return undefined;
  if (blockers.length > 0) return { turn: "hold", cause: "blockers", reason: missingForGo(facts.go).join(" ") };
  if (facts.frozen !== null) return { turn: "hold", cause: "freeze", reason: facts.frozen };
  return { turn: "depart" };
}

function turnOfHeld(facts: TurnFacts, now: Date): Turn | undefined {
  const { hold, go, frozen } = facts;
  const cause = hold?.cause ?? "undecided";
  const clear = go.blockers.length === 0 && goStands(go);
  if (cause !== "person" && clear && frozen === null) return { turn: "go" };
  // What it waits for now is another thing than what it was held for: people must read the right reason.
  if (cause === "freeze" && go.blockers.length > 0)
    return { turn: "hold", cause: "blockers", reason: missingForGo(go).join(" ") };
  if (cause === "blockers" && go.blockers.length === 0) {
    if (clear && frozen !== null) return { turn: "hold", cause: "freeze", reason: frozen };
    const next = go.decision === "no_go" ? "no_go" : "undecided";
    return { turn: "hold", cause: next, reason: missingForGo(go).join(" ") };
  }
  if ((cause === "undecided" || cause === "no_go") && clear && frozen !== null)
    return { turn: "hold", cause: "freeze", reason: frozen };
  const isOver = hold?.until !== null && hold?.until !== undefined && now >= hold.until;
  // No policy passes a freeze: it ends by itself, or somebody lifts it or cancels the departure.
  const outcome = outcomeOfHold(facts.holdThen, go);
  const canEnd = outcome !== "go" || frozen === null;
  return isOver && canEnd ? { turn: "hold_over", outcome } : undefined;
}
