import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { refusalOf } from "@/db/constraints";
import { announce } from "@/db/notify";
import { slots } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import type { LockedDeparture } from "./lock-departure";
import { moveOn } from "./move-on";

/**
 * The booked slots of a departure take its time, release by release. One whose service somebody else deploys then cannot come along: its
 * ticket goes on to the next departure, with that reason.
 */
export async function moveSlotsTo(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const { departure, name } = locked;
  const during = { start: departure.departsAt, end: departure.arrivesAt };
  for (const ticket of (await loadPassengers(tx, [departure.id])).get(departure.id) ?? []) {
    const own = and(
      eq(slots.departureId, departure.id),
      eq(slots.status, "booked"),
      sql`exists (select 1 from slot_releases where slot_id = ${slots.id} and release_id = ${ticket.releaseId})`,
    );
    try {
      await tx.transaction(async (inner) => {
        await inner
          .update(slots)
          .set({ during, movedFrom: sql`${slots.during}`, sequence: sql`${slots.sequence} + 1` })
          .where(own);
      });
    } catch (error) {
      if (refusalOf(error)?.code !== "service_taken") throw error;
      const reason = `Another slot deploys ${ticket.serviceName} at the time to which ${name} was moved.`;
      await moveOn(tx, actor, locked, [{ ticket, kind: "service_taken", reason }], now);
    }
  }
  await announce(tx, { noun: "slots" });
}
