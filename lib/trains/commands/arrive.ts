import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots, tickets } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { planDeparture, stopsThatStay } from "@/lib/domain/departure-plan";
import type { DepartureOutcome } from "@/lib/domain/departure-state";
import { tell } from "@/lib/notices/tell";
import { type AboardTicket, loadBases, loadPassengers } from "@/lib/trains/queries/passengers";
import {
  type DepartureSlot,
  loadDepartureSlots,
  progressOf,
  progressOfAll,
} from "@/lib/trains/queries/slots-of-departure";
import { loadPaths } from "@/lib/trains/queries/train-path";
import { holdNext } from "./after-failure";
import type { LockedDeparture } from "./lock-departure";
import { type Leaving, moveOn } from "./move-on";
import { sure } from "./pass-milestone";
import { peopleOf } from "./people-of-departure";
import { setStatus } from "./set-status";
import { writeTicketSteps } from "./write-ticket-steps";

/**
 * Ends the booked slots of a departure on its way that go on no more since something failed (all of them or what stands on it, by the
 * train's policy), at once and with the reason, instead of at the end of their time.
 */
export async function endStopsThatStay(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const { departure, train } = locked;
  if (departure.status !== "departed") return;
  const standing = await loadDepartureSlots(tx, departure.id);
  if (!standing.some(({ status }) => status === "booked")) return;
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  const path = (await loadPaths(tx, [train.id])).get(train.id) ?? [];
  const plan = planDeparture(
    aboard,
    path.map(({ id }) => id),
    await loadBases(tx),
  );
  const staying = new Set(stopsThatStay(plan, progressOfAll(standing), train.onFailure).map((stop) => keyOf(stop)));
  const ended = standing.filter((slot) => slot.status === "booked" && staying.has(keyOf(slot)));
  if (ended.length === 0) return;
  const failed = aboard.filter(({ releaseId }) =>
    standing.some((slot) => slot.releaseId === releaseId && progressOf(slot) === "failed"),
  );
  const what = failed.map(({ name }) => name).join(", ") || "What goes first";
  const reason =
    train.onFailure === "stop"
      ? `${what} failed, and ${train.name} stops when something fails.`
      : `${what} failed, and this stands on it.`;
  const gates = [{ gate: "departure", title: "The train stopped", reason }];
  const missed = await tx
    .update(slots)
    .set({ status: "missed", missedGates: gates })
    .where(
      and(
        inArray(
          slots.id,
          ended.map(({ slotId }) => slotId),
        ),
        eq(slots.status, "booked"),
      ),
    )
    .returning({ id: slots.id });
  await recordAudit(
    tx,
    actor,
    now,
    ...missed.map(({ id }) => {
      const releaseId = ended.find(({ slotId }) => slotId === id)?.releaseId;
      const name = aboard.find((ticket) => ticket.releaseId === releaseId)?.name;
      return { action: "slot.missed" as const, subject: { kind: "slot", id, name }, releaseId, data: { gates } };
    }),
  );
  await announce(tx, ...missed.map(({ id }) => ({ noun: "slots" as const, id })));
}

const keyOf = ({ releaseId, environmentId }: { releaseId: string; environmentId: string }) =>
  `${environmentId} ${releaseId}`;

type Fate = "arrived" | "failed" | "missed";

/** Arrived means at every stop of the way; failed, at one of them; missed, that a slot could not open. */
function fateOf(ticket: AboardTicket, all: readonly DepartureSlot[], stops: number): { fate: Fate; why: string } {
  const own = all.filter(({ releaseId }) => releaseId === ticket.releaseId);
  if (own.some((slot) => progressOf(slot) === "failed")) return { fate: "failed", why: "" };
  const arrived = own.filter((slot) => progressOf(slot) === "arrived").length;
  if (arrived >= stops && stops > 0) return { fate: "arrived", why: "" };
  return { fate: "missed", why: own.map(({ missed }) => missed).find((reason) => reason !== "") ?? "" };
}

/**
 * The departure has arrived: nothing of it is under way. What was deployed everywhere has arrived, what failed has failed, and what could
 * not leave goes on to the next departure (case 16). After a failure the next departure is held until somebody says go.
 */
export async function arrive(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const { departure, train, name } = locked;
  const people = await peopleOf(tx, locked);
  const standing = await loadDepartureSlots(tx, departure.id);
  const stops = ((await loadPaths(tx, [train.id])).get(train.id) ?? []).length;
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  const fates = aboard.map((ticket) => ({ ticket, ...fateOf(ticket, standing, stops) }));
  await endTickets(tx, actor, locked, fates, now);
  const leaving = fates.flatMap(({ ticket, fate, why }): Leaving[] =>
    fate === "missed"
      ? [{ ticket, kind: "slot_missed", reason: `${ticket.name} could not leave with ${name}. ${why}`.trim() }]
      : [],
  );
  const failed = fates.filter(({ fate }) => fate === "failed").map(({ ticket }) => ticket.name);
  const outcome: DepartureOutcome = failed.length > 0 ? "failed" : leaving.length > 0 ? "incomplete" : "complete";
  const done = sure(
    await setStatus(tx, actor, locked, "arrived", now, {
      set: { arrivedAt: now, outcome },
      data: { outcome, failed, movedOn: leaving.map(({ ticket }) => ticket.name) },
    }),
  );
  await moveOn(tx, actor, done, leaving, now);
  const reason =
    failed.length > 0 ? `${failed.join(", ")} failed.` : leaving.length > 0 ? "Not all of it could leave." : "";
  await tell(tx, actor, now, {
    to: people,
    kind: "departure_ended",
    subject: { noun: "departures", id: departure.id },
    params: { departure: name, outcome: failed.length > 0 ? "failed" : "arrived", reason },
  });
  if (failed.length > 0) await holdNext(tx, actor, locked, failed, now);
}

async function endTickets(
  tx: Tx,
  actor: Actor,
  { departure, name }: LockedDeparture,
  fates: readonly { ticket: AboardTicket; fate: Fate }[],
  now: Date,
): Promise<void> {
  for (const status of ["arrived", "failed"] as const) {
    const ended = fates.filter(({ fate }) => fate === status).map(({ ticket }) => ticket);
    if (ended.length === 0) continue;
    const ids = ended.map(({ ticketId }) => ticketId);
    await tx.update(tickets).set({ status, endedAt: now }).where(inArray(tickets.id, ids));
    const steps = ended.map(({ ticketId, releaseId, name: release }) => ({
      ticketId,
      releaseId,
      name: release,
      kind: status,
      from: { id: departure.id, name },
      to: null,
      reason: status === "arrived" ? `It arrived with ${name}.` : `Its deployment with ${name} failed.`,
    }));
    await writeTicketSteps(tx, actor, steps, now);
  }
}
