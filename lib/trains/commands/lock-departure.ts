import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { departures, trains } from "@/db/schema";
import { type Actor, isMember, type Member, may } from "@/lib/auth/actor";
import { departureName } from "@/lib/domain/departure-name";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { loadConductors } from "@/lib/trains/queries/conductors";

export type DepartureRow = typeof departures.$inferSelect;
export type TrainRow = typeof trains.$inferSelect;
export type LockedDeparture = { departure: DepartureRow; train: TrainRow; name: string };

/** A departure, so that nobody else changes it, boards it or leaves it until this transaction ends. */
export async function lockDeparture(tx: Tx, departureId: string): Promise<LockedDeparture | undefined> {
  const [departure] = await tx.select().from(departures).where(eq(departures.id, departureId)).for("update");
  if (departure === undefined) return undefined;
  const [train] = await tx.select().from(trains).where(eq(trains.id, departure.trainId));
  if (train === undefined) throw new Error("a departure without its train");
  return { departure, train, name: departureName(train.name, departure.originalLocalStart, departure.label) };
}

export const noDeparture = refuse("not_found", "There is no such departure.");

/** Whether the actor runs this departure: who may open slots everywhere, its conductor, or the backup. */
export async function conducts(tx: Tx, actor: Actor, { departure }: LockedDeparture): Promise<boolean> {
  if (may(actor, "slot.open", null)) return true;
  if (!isMember(actor)) return false;
  const conductors = (await loadConductors(tx, [departure])).get(departure.id);
  return actor.personId === conductors?.primary?.id || actor.personId === conductors?.backup?.id;
}

/** Locks a departure for whoever runs it. Refuses `not_found`, and `forbidden` for everybody else. */
export async function lockForConductor(
  tx: Tx,
  actor: Actor,
  departureId: string,
): Promise<Result<LockedDeparture & { member: Member }>> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  const locked = await lockDeparture(tx, departureId);
  if (locked === undefined) return noDeparture;
  if (await conducts(tx, actor, locked)) return accept({ ...locked, member: actor });
  const reason = "Only its conductors, and who may open slots of every team, run a departure.";
  return refuse("forbidden", reason, { rules: [{ kind: "person", name: actor.name, reason }] });
}
