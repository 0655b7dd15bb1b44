import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { departures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { departureName } from "@/lib/domain/departure-name";
import { tell } from "@/lib/notices/tell";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import type { LockedDeparture, TrainRow } from "./lock-departure";
import { peopleOf } from "./people-of-departure";
import type { RemadeDepartures } from "./plan-departures";

export type TimetableTold = { moved: { departureId: string; name: string; from: Date; to: Date }[] };

/**
 * Tells everybody aboard, and the conductors, what a changed timetable does to their departure: it leaves at another time, or it leaves all
 * the same though the timetable has it no more. Where nobody is aboard nobody is told: the timetable itself is there to be read. That a
 * departure stays is said once, however often the timetable changes afterwards. Returns the departures that were moved with somebody aboard.
 */
export async function tellOfTimetable(
  tx: Tx,
  actor: Actor,
  train: TrainRow,
  { moved, dropped }: Pick<RemadeDepartures, "moved" | "dropped">,
  now: Date,
): Promise<TimetableTold> {
  const aboard = await loadPassengers(
    tx,
    [...moved, ...dropped].map(({ id }) => id),
  );
  const by = "name" in actor ? actor.name : "Signalbox";
  const reason = `The timetable of ${train.name} was changed.`;
  const told: TimetableTold = { moved: [] };
  for (const { id, from, to } of moved) {
    if (!aboard.has(id)) continue;
    const locked = await read(tx, train, id);
    const { name } = locked;
    await recordAudit(tx, actor, now, {
      action: "departure.moved",
      subject: { kind: "departure", id, name },
      data: { from, to, reason },
    });
    await tell(tx, actor, now, {
      to: await peopleOf(tx, locked),
      kind: "departure_moved",
      subject: { noun: "departures", id },
      params: { departure: name, from: from.toISOString(), to: to.toISOString(), by, reason },
    });
    told.moved.push({ departureId: id, name, from, to });
  }
  for (const { id, instead } of dropped) {
    if (!aboard.has(id)) continue;
    const locked = await read(tx, train, id);
    const { departsAt } = locked.departure;
    await tell(tx, actor, now, {
      to: await peopleOf(tx, locked),
      kind: "departure_kept",
      subject: { noun: "departures", id },
      params: {
        departure: locked.name,
        departsAt: departsAt.toISOString(),
        instead: instead?.toISOString() ?? null,
        by,
      },
      dedupeKey: `departure_kept:${id}:${departsAt.toISOString()}`,
    });
  }
  return told;
}

/** Those that `remakeDepartures` has locked already. */
async function read(tx: Tx, train: TrainRow, id: string): Promise<LockedDeparture> {
  const [departure] = await tx.select().from(departures).where(eq(departures.id, id));
  if (departure === undefined) throw new Error("a locked departure vanished");
  return { departure, train, name: departureName(train.name, departure.originalLocalStart, departure.label) };
}
