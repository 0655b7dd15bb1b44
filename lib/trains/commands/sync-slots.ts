import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { refusalOf } from "@/db/constraints";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { slotOrder, slotReleases, slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { type PlannedStop, planDeparture } from "@/lib/domain/departure-plan";
import { addJobs } from "@/lib/jobs/enqueue";
import { type AboardTicket, loadBases, loadPassengers } from "@/lib/trains/queries/passengers";
import { loadDepartureSlots } from "@/lib/trains/queries/slots-of-departure";
import { loadPaths, type Stop } from "@/lib/trains/queries/train-path";
import type { LockedDeparture } from "./lock-departure";

const keyOf = ({ releaseId, environmentId }: { releaseId: string; environmentId: string }) =>
  `${environmentId} ${releaseId}`;

/**
 * Makes the slots of a departure, which the caller has locked, what its plan says: one for each release aboard in each environment of its
 * path, in the order of the plan. From the cut-off on, so that they can be signed while there is time; the opening loop opens them, gate
 * by gate, once the departure has left. Slots of who is no longer aboard are given up; what has opened stays.
 *
 * Returns the tickets for which there is no room: their service is being deployed there at that time by another slot.
 */
export async function syncSlots(
  tx: Tx,
  actor: Actor,
  { departure, train, name }: LockedDeparture,
  now: Date,
): Promise<AboardTicket[]> {
  if (departure.status === "scheduled" || departure.status === "boarding") return [];
  const isOver = ["skipped", "cancelled", "arrived"].includes(departure.status);
  const aboard = isOver ? [] : ((await loadPassengers(tx, [departure.id])).get(departure.id) ?? []);
  const path = (await loadPaths(tx, [train.id])).get(train.id) ?? [];
  const standing = await loadDepartureSlots(tx, departure.id);
  const plan = planDeparture(
    aboard,
    path.map(({ id }) => id),
    await loadBases(tx),
  );
  const wanted = new Set(plan.map(keyOf));
  const surplus = standing.filter((slot) => slot.status === "booked" && !wanted.has(keyOf(slot)));
  await giveUp(
    tx,
    actor,
    surplus.map(({ slotId }) => slotId),
    `It is not aboard ${name} any more.`,
    now,
  );
  if (departure.status === "departed") return [];
  const known = new Map(standing.map((slot) => [keyOf(slot), slot.slotId]));
  const crowdedOut: AboardTicket[] = [];
  for (const ticket of aboard) {
    const missing = plan.filter((stop) => stop.releaseId === ticket.releaseId && !known.has(keyOf(stop)));
    if (missing.length === 0) continue;
    const made = await bookStops(tx, { departure, name }, ticket, missing, now);
    if (made === undefined) {
      crowdedOut.push(ticket);
      continue;
    }
    for (const [key, slotId] of made) known.set(key, slotId);
    await recordBookings(tx, actor, { departure, name }, ticket, missing, path, known, now);
  }
  await orderStops(tx, plan, known, aboard);
  return crowdedOut;
}

type Run = Pick<LockedDeparture, "departure" | "name">;

/** All slots of one release, or none: `undefined` when its service is taken at that time somewhere on the way. */
async function bookStops(
  tx: Tx,
  { departure, name }: Run,
  ticket: AboardTicket,
  stops: readonly PlannedStop[],
  now: Date,
): Promise<Map<string, string> | undefined> {
  const during = { start: departure.departsAt, end: departure.arrivesAt };
  const rows = stops.map((stop) => ({ stop, id: newId() }));
  try {
    await tx.transaction(async (inner) => {
      await inner.insert(slots).values(
        rows.map(({ stop, id }) => ({
          id,
          environmentId: stop.environmentId,
          departureId: departure.id,
          origin: "train" as const,
          teamId: ticket.team.id,
          during,
          status: "booked" as const,
          note: name,
          bookedBy: ticket.boardedBy,
          bookedAt: now,
        })),
      );
      await inner.insert(slotReleases).values(
        rows.map(({ stop, id }) => ({
          slotId: id,
          releaseId: stop.releaseId,
          serviceId: stop.serviceId,
          environmentId: stop.environmentId,
          during,
          live: true,
        })),
      );
    });
  } catch (error) {
    if (refusalOf(error)?.code === "service_taken") return undefined;
    throw error;
  }
  return new Map(rows.map(({ stop, id }) => [keyOf(stop), id]));
}

async function recordBookings(
  tx: Tx,
  actor: Actor,
  { departure, name }: Run,
  ticket: AboardTicket,
  stops: readonly PlannedStop[],
  path: readonly Stop[],
  known: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  await recordAudit(
    tx,
    actor,
    now,
    ...stops.map((stop) => ({
      action: "slot.booked" as const,
      subject: { kind: "slot", id: known.get(keyOf(stop)), name: ticket.name },
      releaseId: ticket.releaseId,
      data: {
        departure: name,
        environmentId: stop.environmentId,
        environment: path.find(({ id }) => id === stop.environmentId)?.name,
        start: departure.departsAt,
        end: departure.arrivesAt,
      },
    })),
  );
  const ids = stops.flatMap((stop) => known.get(keyOf(stop)) ?? []);
  await addJobs(
    tx,
    "ask_signatures",
    ids.map((slotId) => ({ payload: { slotId } })),
  );
  await announce(tx, ...ids.map((id) => ({ noun: "slots" as const, id })));
}

/** The order of the plan, as the gate of every slot reads it. What was set before between slots of this departure goes. */
async function orderStops(
  tx: Tx,
  plan: readonly PlannedStop[],
  known: ReadonlyMap<string, string>,
  aboard: readonly AboardTicket[],
): Promise<void> {
  const ids = [...known.values()];
  if (ids.length === 0) return;
  await tx.delete(slotOrder).where(and(inArray(slotOrder.beforeSlotId, ids), inArray(slotOrder.afterSlotId, ids)));
  const boardedBy = new Map(aboard.map((ticket) => [ticket.releaseId, ticket.boardedBy]));
  const rows = plan.flatMap((stop) =>
    stop.after.flatMap((before) => {
      const [first, then, person] = [known.get(keyOf(before)), known.get(keyOf(stop)), boardedBy.get(stop.releaseId)];
      return first && then && person
        ? [{ beforeSlotId: first, afterSlotId: then, reason: "The plan of the departure", createdBy: person }]
        : [];
    }),
  );
  if (rows.length > 0) await tx.insert(slotOrder).values(rows);
}

/** Gives booked slots of a departure up, with the reason. */
async function giveUp(tx: Tx, actor: Actor, ids: readonly string[], reason: string, now: Date): Promise<void> {
  if (ids.length === 0) return;
  const given = await tx
    .update(slots)
    .set({ status: "cancelled", cancelReason: reason, closedAt: now, sequence: sql`${slots.sequence} + 1` })
    .where(and(inArray(slots.id, [...ids]), eq(slots.status, "booked")))
    .returning({ id: slots.id, during: slots.during });
  const aboard = await tx
    .select({ slotId: slotReleases.slotId, releaseId: slotReleases.releaseId })
    .from(slotReleases)
    .where(inArray(slotReleases.slotId, [...ids]));
  await recordAudit(
    tx,
    actor,
    now,
    ...given.map(({ id, during }) => ({
      action: "slot.cancelled" as const,
      subject: { kind: "slot", id },
      releaseId: aboard.find(({ slotId }) => slotId === id)?.releaseId,
      data: { reason, start: during.start, end: during.end },
    })),
  );
  await announce(tx, ...given.map(({ id }) => ({ noun: "slots" as const, id })));
}
