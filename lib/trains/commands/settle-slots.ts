import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import type { LockedDeparture } from "./lock-departure";
import { moveOn } from "./move-on";
import { syncSlots } from "./sync-slots";

/** Makes the slots of a departure what its plan says; whose service another slot deploys at that time is moved on, with that reason. */
export async function settleSlots(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const crowdedOut = await syncSlots(tx, actor, locked, now);
  const leaving = crowdedOut.map((ticket) => {
    const reason = `Another slot deploys ${ticket.serviceName} while ${locked.name} is on its way.`;
    return { ticket, kind: "service_taken" as const, reason };
  });
  await moveOn(tx, actor, locked, leaving, now);
}
