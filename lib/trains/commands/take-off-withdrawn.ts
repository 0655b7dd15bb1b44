import { inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { tickets } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { comingDepartureStates } from "@/lib/domain/departure-state";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import type { LockedDeparture } from "./lock-departure";
import { settleSlots } from "./settle-slots";
import { writeTicketSteps } from "./write-ticket-steps";

/** Releases that leave no more, or have left by another way, give up their seats. */
const over = ["withdrawn", "released", "rolled_back"];

/** Takes off a coming departure what was withdrawn or has left otherwise, so that a seat is free and nobody waits for it. */
export async function takeOffWithdrawn(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const { departure, name } = locked;
  if (!comingDepartureStates.some((state) => state === departure.status)) return;
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  const gone = aboard.filter(({ releaseStatus }) => over.includes(releaseStatus));
  if (gone.length === 0) return;
  const ids = gone.map(({ ticketId }) => ticketId);
  await tx.update(tickets).set({ status: "left", endedAt: now }).where(inArray(tickets.id, ids));
  const steps = gone.map(({ ticketId, releaseId, name: release, releaseStatus }) => ({
    ticketId,
    releaseId,
    name: release,
    kind: "withdrawn" as const,
    from: { id: departure.id, name },
    to: null,
    reason: `${release} is ${releaseStatus.replace("_", " ")}, and needs no train any more.`,
  }));
  await writeTicketSteps(tx, actor, steps, now);
  await settleSlots(tx, actor, locked, now);
}
