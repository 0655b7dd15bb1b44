import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { nextTurn, type Turn } from "@/lib/domain/departure-turn";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import { loadTurnFacts } from "@/lib/trains/queries/turn-facts";
import { arrive, endStopsThatStay } from "./arrive";
import { depart } from "./depart";
import { endHold } from "./end-hold";
import { enterHold } from "./enter-hold";
import { type LockedDeparture, lockDeparture } from "./lock-departure";
import { openBoarding, passCutOff, passQaExit } from "./pass-milestone";
import { takeOffWithdrawn } from "./take-off-withdrawn";
import { tellSoon } from "./tell-soon";
import { writeDecision } from "./write-decision";

/** More turns than a departure has; one that does not come to rest is a bug, and is left for the next sweep. */
const mostTurns = 16;

/**
 * Takes every turn that is due for a departure at `now`, one after the other, in the caller's transaction, and returns them. Any number of
 * workers may call it: the departure's lock lets one through, and the next finds nothing left to do. What was due while no worker
 * ran is done late, in its order (rule 11).
 */
export async function advanceDeparture(tx: Tx, actor: Actor, departureId: string, now: Date): Promise<Turn["turn"][]> {
  let locked = await lockDeparture(tx, departureId);
  const taken: Turn["turn"][] = [];
  while (locked !== undefined && taken.length < mostTurns) {
    await takeOffWithdrawn(tx, actor, locked, now);
    await tellSoon(tx, actor, locked, now);
    await endStopsThatStay(tx, actor, locked, now);
    const aboard = (await loadPassengers(tx, [departureId])).get(departureId) ?? [];
    const turn = nextTurn(await loadTurnFacts(tx, locked, aboard, now), now);
    if (turn === undefined) break;
    await take(tx, actor, locked, turn, now);
    taken.push(turn.turn);
    locked = await lockDeparture(tx, departureId);
  }
  return taken;
}

async function take(tx: Tx, actor: Actor, locked: LockedDeparture, turn: Turn, now: Date): Promise<void> {
  switch (turn.turn) {
    case "open_boarding":
      return await openBoarding(tx, actor, locked, now);
    case "cut_off":
      return await passCutOff(tx, actor, locked, now);
    case "qa_exit":
      return await passQaExit(tx, actor, locked, now);
    case "go":
      return await writeDecision(tx, actor, locked, { decision: "go", note: "", personId: null }, now);
    case "hold":
      return await enterHold(tx, actor, locked, { cause: turn.cause, reason: turn.reason, heldBy: null }, now);
    case "hold_over":
      return await endHold(tx, actor, locked, turn.outcome, now);
    case "depart":
      return await depart(tx, actor, locked, now);
    case "arrive":
      return await arrive(tx, actor, locked, now);
  }
}
