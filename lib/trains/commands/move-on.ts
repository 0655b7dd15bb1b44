import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { departures, tickets, trains } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { nextPlace, type Place } from "@/lib/domain/boarding";
import { departureName } from "@/lib/domain/departure-name";
import { leavesAfter, trainOfMissed } from "@/lib/domain/missed-ticket";
import type { TicketMoveKind } from "@/lib/domain/ticket-state";
import { tell } from "@/lib/notices/tell";
import { loadConductors } from "@/lib/trains/queries/conductors";
import { type AboardTicket, loadPassengers } from "@/lib/trains/queries/passengers";
import type { LockedDeparture } from "./lock-departure";
import { syncSlots } from "./sync-slots";
import { type TicketStep, writeTicketSteps } from "./write-ticket-steps";

/** So many departures ahead are looked at for a seat. */
const mostAhead = 60;

type Candidate = Place & { name: string };
export type Leaving = { ticket: AboardTicket; kind: TicketMoveKind; reason: string };

/**
 * Moves tickets on that cannot leave on their departure, to where the train's policy says: the next departure with room, the next one of
 * a named train, or nowhere until somebody says where. Each keeps its history with the reason, and its people are told. A ticket is
 * never lost: when no departure has room it waits, and the conductors of the one it missed are told too. The caller has locked the departure they leave.
 */
export async function moveOn(
  tx: Tx,
  actor: Actor,
  from: LockedDeparture,
  leaving: readonly Leaving[],
  now: Date,
): Promise<void> {
  if (leaving.length === 0) return;
  const candidates = await lockCandidates(tx, from, now);
  const steps: TicketStep[] = [];
  const departure = { id: from.departure.id, name: from.name };
  const after = leavesAfter(from.train, from.departure.departsAt, now);
  for (const { ticket, kind, reason } of leaving) {
    const place = nextPlace(ticket, candidates, after, now);
    const to = candidates.find(({ id }) => id === place?.id);
    await tx
      .update(tickets)
      .set(to ? { departureId: to.id, trainId: to.trainId } : { departureId: null, status: "waiting" })
      .where(and(eq(tickets.id, ticket.ticketId), eq(tickets.status, "aboard")));
    if (to) to.aboard = [...to.aboard, ticket];
    const where = to ? "" : ` ${whyNowhere(from)}`;
    const { ticketId, releaseId, name } = ticket;
    const target = to ? { id: to.id, name: to.name } : null;
    steps.push({ ticketId, releaseId, name, kind, from: departure, to: target, reason: `${reason}${where}` });
    await tellOf(tx, actor, { ticket, from, to, reason: `${reason}${where}` }, now);
  }
  await writeTicketSteps(tx, actor, steps, now);
  await syncSlots(tx, actor, from, now);
}

function whyNowhere({ train }: LockedDeparture): string {
  return train.missed === "ask"
    ? "Somebody has to say which departure it takes now."
    : "No coming departure has room for it: it waits until somebody says which it takes.";
}

/** The departures that may take them, locked in one order, with who is aboard. */
async function lockCandidates(
  tx: Tx,
  { train, departure }: LockedDeparture,
  now: Date,
): Promise<(Candidate & { trainId: string })[]> {
  const trainId = trainOfMissed(train);
  if (trainId === null) return [];
  const [onto] = await tx.select().from(trains).where(eq(trains.id, trainId));
  if (onto === undefined || onto.archivedAt !== null) return [];
  const rows = await tx
    .select()
    .from(departures)
    .where(
      and(
        eq(departures.trainId, trainId),
        inArray(departures.status, ["scheduled", "boarding"]),
        gt(departures.departsAt, trainId === train.id ? departure.departsAt : now),
        gt(departures.cutOffAt, now),
      ),
    )
    .orderBy(asc(departures.departsAt), asc(departures.id))
    .limit(mostAhead)
    .for("update");
  const aboard = await loadPassengers(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, status, cutOffAt, departsAt, originalLocalStart, label }) => ({
    id,
    trainId,
    name: departureName(onto.name, originalLocalStart, label),
    status,
    cutOffAt,
    departsAt,
    capacity: onto.capacity,
    aboard: aboard.get(id) ?? [],
  }));
}

async function tellOf(
  tx: Tx,
  actor: Actor,
  {
    ticket,
    from,
    to,
    reason,
  }: { ticket: AboardTicket; from: LockedDeparture; to: Candidate | undefined; reason: string },
  now: Date,
): Promise<void> {
  const own = [ticket.boardedBy, ticket.createdBy];
  const subject = { noun: "releases" as const, id: ticket.releaseId };
  const said = { release: ticket.name, from: from.name, reason };
  if (to === undefined) {
    // Where it goes is for somebody to say, and whoever leads the departure that it missed is asked for such things.
    const crew = (await loadConductors(tx, [from.departure])).get(from.departure.id);
    const people = [...own, crew?.primary?.id, crew?.backup?.id];
    return await tell(tx, actor, now, { to: people, kind: "ticket_waits", subject, params: said });
  }
  const params = { ...said, to: to.name, departsAt: to.departsAt.toISOString() };
  await tell(tx, actor, now, { to: own, kind: "ticket_moved", subject, params });
}
