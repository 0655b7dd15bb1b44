import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import { tell } from "@/lib/notices/tell";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import { handOnFailure } from "./after-failure";
import type { LockedDeparture } from "./lock-departure";
import { moveOn } from "./move-on";
import { peopleOf } from "./people-of-departure";
import { setStatus } from "./set-status";

/**
 * A departure does not take place: skipped or cancelled. Whoever is aboard goes on to the next one, with the reason; and where somebody has
 * to say go since another one failed, they have to for the next one.
 */
export async function callOff(
  tx: Tx,
  actor: Actor,
  locked: LockedDeparture,
  { event, reason }: { event: "skipped" | "cancelled"; reason: string },
  now: Date,
): Promise<Result<LockedDeparture>> {
  const people = await peopleOf(tx, locked);
  const aboard = (await loadPassengers(tx, [locked.departure.id])).get(locked.departure.id) ?? [];
  const done = await setStatus(tx, actor, locked, event, now, { set: { cancelReason: reason }, data: { reason } });
  if (!done.ok) return done;
  const leaving = aboard.map((ticket) => ({ ticket, kind: event, reason: `${locked.name} is ${event}: ${reason}` }));
  await moveOn(tx, actor, done.value, leaving, now);
  await handOnFailure(tx, actor, done.value, now);
  await tell(tx, actor, now, {
    to: people,
    kind: "departure_decided",
    subject: { noun: "departures", id: locked.departure.id },
    params: {
      departure: locked.name,
      decision: event,
      by: "name" in actor ? actor.name : "Signalbox",
      reason,
    },
  });
  return accept(done.value);
}
