import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { releases, tickets } from "@/db/schema";
import { type Actor, may, readScope, requireReach } from "@/lib/auth/actor";
import { decideBoarding } from "@/lib/domain/boarding";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { findBookedReleases } from "@/lib/slots/queries/booked-releases";
import type { BoardInput } from "@/lib/trains/input/tickets";
import { boardingOf, loadNextBoarding } from "@/lib/trains/queries/boarding-facts";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import { askRollCall } from "./ask-roll-call";
import { lockDeparture, noDeparture } from "./lock-departure";
import { moveOn } from "./move-on";
import { settleSlots } from "./settle-slots";
import { writeTicketSteps } from "./write-ticket-steps";

/**
 * Puts a release aboard a departure, and whoever makes room for it onto the next one. For whoever may book for its team. The departure's
 * lock lets two who want the last place come one after the other: the second is told who has it. A release that waits for a
 * departure takes this one with the ticket it has.
 *
 * Refuses what `decideBoarding` refuses; a release or a departure that the actor cannot see (`not_found`), another team's (`forbidden`),
 * and a release that has a ticket already (`conflict`: it is moved instead).
 */
export async function boardRelease(
  tx: Tx,
  actor: Actor,
  { releaseId, departureId, note, hotfix }: BoardInput,
  now: Date,
): Promise<Result<{ ticketId: string; bumped: string | null }>> {
  const [release] = (await findBookedReleases(tx, [releaseId], readScope(actor))) ?? [];
  if (release === undefined) return refuse("not_found", "There is no such release.", { field: "releaseId" });
  const booker = requireReach(actor, "slot.book", release.teamId);
  if (!booker.ok) return booker;
  const locked = await lockDeparture(tx, departureId);
  if (locked === undefined) return noDeparture;
  // Nobody withdraws it, or hands over a newer build, between the decision and the commit.
  await tx.select({ id: releases.id }).from(releases).where(eq(releases.id, releaseId)).for("no key update");
  const name = `${release.serviceName} ${release.version}`;
  const [known] = await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.releaseId, releaseId), eq(tickets.status, "aboard")));
  if (known !== undefined) {
    const there = known.departureId === departureId ? "is aboard already" : "has a place on another departure: move it";
    return refuse("conflict", `${name} ${there}.`);
  }
  const aboard = (await loadPassengers(tx, [departureId])).get(departureId) ?? [];
  const decision = decideBoarding(
    { releaseId, serviceId: release.serviceId, name, kind: release.kind, status: release.status },
    boardingOf(locked, aboard),
    {
      hotfix,
      mayBoardLate: may(actor, "slot.open", release.teamId),
      next: await loadNextBoarding(tx, locked, now),
    },
    now,
  );
  if (!decision.ok) return decision;
  const { bumped, reason } = decision.value;
  const out = aboard.find(({ ticketId }) => ticketId === bumped?.ticketId);
  if (out !== undefined) await moveOn(tx, actor, locked, [{ ticket: out, kind: "bumped", reason }], now);

  const [waiting] = await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.releaseId, releaseId), eq(tickets.status, "waiting")))
    .for("update");
  const ticketId = waiting?.id ?? newId();
  const place = { departureId, trainId: locked.train.id, hotfix, note };
  if (waiting !== undefined) {
    await tx
      .update(tickets)
      .set({ ...place, status: "aboard" })
      .where(eq(tickets.id, ticketId));
  } else {
    const { serviceId } = release;
    const { personId } = booker.value;
    await tx
      .insert(tickets)
      .values({ id: ticketId, releaseId, serviceId, ...place, boardedBy: personId, boardedAt: now });
  }
  const to = { id: departureId, name: locked.name };
  await writeTicketSteps(tx, actor, [{ ticketId, releaseId, name, kind: "boarded", from: null, to, reason }], now);
  await settleSlots(tx, actor, locked, now);
  await askRollCall(tx, actor, locked, now);
  return accept({ ticketId, bumped: bumped?.name ?? null });
}
