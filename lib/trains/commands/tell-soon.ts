import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { tell } from "@/lib/notices/tell";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import type { LockedDeparture } from "./lock-departure";
import { peopleOf } from "./people-of-departure";
import { patch } from "./set-status";

/**
 * Tells the people of a departure that it leaves soon: as long before as its train says, once for each time at which it was to leave. A move
 * forgets that they were told.
 */
export async function tellSoon(tx: Tx, actor: Actor, locked: LockedDeparture, now: Date): Promise<void> {
  const { departure, train, name } = locked;
  const due = departure.departsAt.getTime() - train.noticeMinutes * 60_000 <= now.getTime();
  const coming = ["boarding", "locked", "go"].includes(departure.status) && now < departure.departsAt;
  if (!due || !coming || departure.soonToldAt !== null || train.noticeMinutes === 0) return;
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  await tell(tx, actor, now, {
    to: await peopleOf(tx, locked),
    kind: "departure_soon",
    subject: { noun: "departures", id: departure.id },
    params: { departure: name, departsAt: departure.departsAt.toISOString(), releases: aboard.length },
    dedupeKey: `departure_soon:${departure.id}:${departure.departsAt.toISOString()}`,
  });
  await patch(tx, locked, { soonToldAt: now });
}
