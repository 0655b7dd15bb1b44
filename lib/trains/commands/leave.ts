import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { tickets } from "@/db/schema";
import { type Actor, may, readScope, requireReach } from "@/lib/auth/actor";
import { decideBoarding } from "@/lib/domain/boarding";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { tell } from "@/lib/notices/tell";
import { findBookedReleases } from "@/lib/slots/queries/booked-releases";
import type { LeaveTrainInput, MoveTicketInput } from "@/lib/trains/input/tickets";
import { boardingOfHolder, loadNextBoarding } from "@/lib/trains/queries/boarding-facts";
import { loadPassengers, ticketsById } from "@/lib/trains/queries/passengers";
import { askRollCall } from "./ask-roll-call";
import { type LockedDeparture, lockDeparture, noDeparture } from "./lock-departure";
import { settleSlots } from "./settle-slots";
import { writeTicketSteps } from "./write-ticket-steps";

type Held = {
  ticket: typeof tickets.$inferSelect;
  release: NonNullable<Awaited<ReturnType<typeof findBookedReleases>>>[number];
  name: string;
  from: LockedDeparture | undefined;
};

/** A live ticket of a release that the actor may book for, with its departure locked. */
async function lockTicket(tx: Tx, actor: Actor, ticketId: string): Promise<Result<Held>> {
  const gone = refuse("not_found", "There is no such ticket.");
  const [known] = await tx.select().from(tickets).where(eq(tickets.id, ticketId));
  if (known === undefined) return gone;
  const [release] = (await findBookedReleases(tx, [known.releaseId], "all")) ?? [];
  if (release === undefined || !reaches(readScope(actor), release.teamId)) return gone;
  const allowed = requireReach(actor, "slot.book", release.teamId);
  if (!allowed.ok) return allowed;
  // The departure before the ticket, as everybody locks them.
  const from = known.departureId === null ? undefined : await lockDeparture(tx, known.departureId);
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for("update");
  if (ticket === undefined) return gone;
  const name = `${release.serviceName} ${release.version}`;
  if (ticket.departureId !== known.departureId) return refuse("conflict", `${name} was moved at this moment.`);
  if (ticket.status !== "aboard" && ticket.status !== "waiting") {
    return refuse("wrong_state", `The ticket of ${name} has ended: it ${ticket.status}.`);
  }
  if (from !== undefined && from.departure.status === "departed") {
    return refuse("wrong_state", `${from.name} is on its way with ${name} aboard.`);
  }
  return accept({ ticket, release, name, from });
}

/**
 * Takes a release off its departure for good; its slots are given up and its seat is free. Refuses what is not there (`not_found`), another
 * team's (`forbidden`), and a departure that has left (`wrong_state`).
 */
export async function leaveTrain(
  tx: Tx,
  actor: Actor,
  { ticketId, reason }: LeaveTrainInput,
  now: Date,
): Promise<Result<{ ticketId: string }>> {
  const held = await lockTicket(tx, actor, ticketId);
  if (!held.ok) return held;
  const { ticket, name, from } = held.value;
  await tx.update(tickets).set({ status: "left", endedAt: now }).where(eq(tickets.id, ticketId));
  const departure = from === undefined ? null : { id: from.departure.id, name: from.name };
  const { releaseId } = ticket;
  const why = reason || `${"name" in actor ? actor.name : "Somebody"} took it off.`;
  await writeTicketSteps(
    tx,
    actor,
    [{ ticketId, releaseId, name, kind: "left", from: departure, to: null, reason: why }],
    now,
  );
  if (from !== undefined) await settleSlots(tx, actor, from, now);
  return accept({ ticketId });
}

/**
 * Moves a ticket to another departure, of whichever train, by somebody's word and reason: it must be able to board there (nobody makes room
 * for it, and the boarding need not have opened). Its people are told. Refuses like boarding, and like leaving.
 */
export async function moveTicket(
  tx: Tx,
  actor: Actor,
  { ticketId, departureId, reason }: MoveTicketInput,
  now: Date,
): Promise<Result<{ ticketId: string }>> {
  const held = await lockTicket(tx, actor, ticketId);
  if (!held.ok) return held;
  const { ticket, release, name, from } = held.value;
  if (ticket.departureId === departureId) return accept({ ticketId });
  const onto = await lockDeparture(tx, departureId);
  if (onto === undefined) return noDeparture;
  const aboard = (await loadPassengers(tx, [departureId])).get(departureId) ?? [];
  const next = await loadNextBoarding(tx, onto, now);
  const { serviceId, kind, status, releaseId } = release;
  const seen = boardingOfHolder(onto, aboard);
  const wish = { hotfix: ticket.hotfix, mayBoardLate: may(actor, "slot.open", release.teamId), next };
  const decision = decideBoarding({ releaseId, serviceId, name, kind, status }, seen, wish, now);
  if (!decision.ok) return decision;
  await tx
    .update(tickets)
    .set({ departureId, trainId: onto.train.id, status: "aboard" })
    .where(eq(tickets.id, ticketId));
  const departure = from === undefined ? null : { id: from.departure.id, name: from.name };
  const to = { id: departureId, name: onto.name };
  await writeTicketSteps(tx, actor, [{ ticketId, releaseId, name, kind: "moved", from: departure, to, reason }], now);
  if (from !== undefined) await settleSlots(tx, actor, from, now);
  await settleSlots(tx, actor, onto, now);
  await askRollCall(tx, actor, onto, now);
  const [moved] = await ticketsById(tx, [ticketId]);
  await tell(tx, actor, now, {
    to: [moved?.boardedBy, moved?.createdBy],
    kind: "ticket_moved",
    subject: { noun: "releases", id: releaseId },
    params: {
      release: name,
      from: from?.name ?? null,
      to: onto.name,
      reason,
      departsAt: onto.departure.departsAt.toISOString(),
    },
  });
  return accept({ ticketId });
}
