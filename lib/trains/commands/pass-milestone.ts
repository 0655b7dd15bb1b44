import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { Result } from "@/lib/domain/refusal";
import { formatInstant } from "@/lib/time/format";
import { type AboardTicket, conditionEndsBefore, loadPassengers } from "@/lib/trains/queries/passengers";
import { loadPaths } from "@/lib/trains/queries/train-path";
import { askRollCall } from "./ask-roll-call";
import type { LockedDeparture } from "./lock-departure";
import { moveOn } from "./move-on";
import { patch, setStatus } from "./set-status";
import { settleSlots } from "./settle-slots";
import { tellConductors } from "./tell-conductors";

/** What the rules have decided is written, not refused: a refusal here is a bug of theirs. */
export function sure<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

/** The boarding opens; whoever conducts is told that it is their turn, and whoever stands by for them. */
export async function openBoarding(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  await tellConductors(tx, actor, sure(await setStatus(tx, actor, locked, "boarding_opened", now)), now);
}

/**
 * The cut-off: nobody boards any more, and what is aboard gets its slots, so that they can be signed while there is time. Every team
 * aboard is asked whether it is ready.
 */
export async function passCutOff(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const after = sure(await setStatus(tx, actor, locked, "cut_off", now));
  await settleSlots(tx, actor, after, now);
  await askRollCall(tx, actor, after, now);
}

/**
 * The QA exit: what QA has not accepted goes on to another departure, where an environment on the way asks for QA's acceptance. So does
 * what it accepted under a condition that ends before the departure: the gate would be closed by then.
 */
export async function passQaExit(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const { departure, train, name } = locked;
  const after = await patch(tx, locked, { qaExitDoneAt: now });
  const path = (await loadPaths(tx, [train.id])).get(train.id) ?? [];
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  const late = path.some(({ requiresAcceptance }) => requiresAcceptance)
    ? aboard.filter((each) => !each.accepted || conditionEndsBefore(each, departure.departsAt))
    : [];
  await recordAudit(tx, actor, now, {
    action: "departure.qa_exit",
    subject: { kind: "departure", id: departure.id, name },
    data: { aboard: aboard.length, movedOn: late.map((ticket) => ticket.name) },
  });
  const by = formatInstant(departure.qaExitAt, train.zone);
  const leaving = late.map((ticket) => ({
    ticket,
    kind: "not_accepted" as const,
    reason: ticket.accepted
      ? `QA accepted ${ticket.name} under a condition that ends before the departure, ${formatInstant(ticket.conditionUntil ?? now, train.zone)}, and nobody had settled it by the QA exit.`
      : `QA had not accepted ${ticket.name} by the QA exit, ${by}: it ${stateOf(ticket)}.`,
  }));
  await moveOn(tx, actor, after, leaving, now);
}

const stateOf = ({ releaseStatus }: AboardTicket) =>
  releaseStatus === "draft" ? "has no build yet" : `was ${releaseStatus.replaceAll("_", " ")}`;
