import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import type { Actor } from "@/lib/auth/actor";
import type { LockedDeparture } from "./lock-departure";
import { moveSlotsTo } from "./move-slots";
import { sure } from "./pass-milestone";
import { setStatus } from "./set-status";
import { settleSlots } from "./settle-slots";

/** A departure that leaves this much later than planned has floated: its slots go along. */
const punctualMillis = 60_000;

/**
 * The departure leaves: from now on the opening loop opens its slots in the order of the plan, gate by gate. One that was held leaves later
 * than planned, and its slots and its arrival are as much later; a release whose service is being deployed by somebody else then
 * goes on to the next departure.
 */
export async function depart(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  await settleSlots(tx, actor, locked, now);
  const late = now.getTime() - locked.departure.departsAt.getTime();
  const floated = late > punctualMillis;
  const arrivesAt = new Date(locked.departure.arrivesAt.getTime() + late);
  const times = floated ? { departsAt: now, arrivesAt } : {};
  if (floated) await moveSlotsTo(tx, actor, { ...locked, departure: { ...locked.departure, ...times } }, now);
  const set = { ...times, departedAt: now };
  const { departure } = sure(
    await setStatus(tx, actor, locked, "departed", now, { set, data: { lateMinutes: Math.floor(late / 60_000) } }),
  );
  // Its slots are due from here on: the opening loop listens for slots.
  await announce(tx, { noun: "slots" }, { noun: "trains", id: departure.id });
}
