import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { Result } from "@/lib/domain/refusal";
import { tell } from "@/lib/notices/tell";
import { formatInstant } from "@/lib/time/format";
import { loadConductors } from "@/lib/trains/queries/conductors";
import { type AboardTicket, loadPassengers } from "@/lib/trains/queries/passengers";
import { loadPaths } from "@/lib/trains/queries/train-path";
import type { LockedDeparture } from "./lock-departure";
import { moveOn } from "./move-on";
import { patch, setStatus } from "./set-status";
import { settleSlots } from "./settle-slots";

/** What the rules have decided is written, not refused: a refusal here is a bug of theirs. */
export function sure<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

/** The boarding opens; whoever conducts is told that it is their turn. */
export async function openBoarding(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const { departure, name } = sure(await setStatus(tx, actor, locked, "boarding_opened", now));
  const conductors = (await loadConductors(tx, [departure])).get(departure.id);
  await tell(tx, actor, now, {
    to: [conductors?.primary?.id, conductors?.backup?.id],
    kind: "conductor_due",
    subject: { noun: "departures", id: departure.id },
    params: { departure: name, departsAt: departure.departsAt.toISOString() },
    dedupeKey: `conductor_due:${departure.id}`,
  });
}

/**
 * The cut-off: nobody boards any more, and what is aboard gets its slots, so that they can be signed while there is time. Every team
 * aboard is asked whether it is ready.
 */
export async function passCutOff(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const after = sure(await setStatus(tx, actor, locked, "cut_off", now));
  await settleSlots(tx, actor, after, now);
  const { departure, name } = after;
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  const teams = new Map(aboard.map(({ team }) => [team.id, team.name]));
  await tell(
    tx,
    actor,
    now,
    ...[...teams].map(([teamId, team]) => ({
      to: { permission: "slot.book" as const, teamId },
      kind: "roll_call" as const,
      subject: { noun: "departures" as const, id: departure.id },
      params: { departure: name, team, until: departure.goNoGoAt.toISOString() },
      dedupeKey: `roll_call:${departure.id}:${teamId}`,
    })),
  );
}

/** The QA exit: what QA has not accepted goes on to another departure, where an environment on the way asks for QA's acceptance. */
export async function passQaExit(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const { departure, train, name } = locked;
  const after = await patch(tx, locked, { qaExitDoneAt: now });
  const path = (await loadPaths(tx, [train.id])).get(train.id) ?? [];
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  const late = path.some(({ requiresAcceptance }) => requiresAcceptance) ? aboard.filter((each) => !each.accepted) : [];
  await recordAudit(tx, actor, now, {
    action: "departure.qa_exit",
    subject: { kind: "departure", id: departure.id, name },
    data: { aboard: aboard.length, movedOn: late.map((ticket) => ticket.name) },
  });
  const by = formatInstant(departure.qaExitAt, train.zone);
  const leaving = late.map((ticket) => ({
    ticket,
    kind: "not_accepted" as const,
    reason: `QA had not accepted ${ticket.name} by the QA exit, ${by}: it ${stateOf(ticket)}.`,
  }));
  await moveOn(tx, actor, after, leaving, now);
}

const stateOf = ({ releaseStatus }: AboardTicket) =>
  releaseStatus === "draft" ? "has no build yet" : `was ${releaseStatus.replaceAll("_", " ")}`;
