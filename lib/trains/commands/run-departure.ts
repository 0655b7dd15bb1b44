import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { people } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { decideDepartureMove } from "@/lib/domain/departure-move";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { tell } from "@/lib/notices/tell";
import { wallTimeAt } from "@/lib/time/zone";
import type {
  ConductDepartureInput,
  MoveDepartureInput,
  ReasonedDepartureInput,
  ReleaseDepartureInput,
} from "@/lib/trains/input/departures";
import { loadConductors } from "@/lib/trains/queries/conductors";
import { loadGoFacts } from "@/lib/trains/queries/go-facts";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import { loadWorkingCalendar } from "@/lib/trains/queries/working-calendar";
import { holdFirstAgain } from "./after-failure";
import { callOff } from "./call-off";
import { enterHold } from "./enter-hold";
import { lockForConductor } from "./lock-departure";
import { moveSlotsTo } from "./move-slots";
import { peopleOf } from "./people-of-departure";
import { notNow, patch, setStatus } from "./set-status";
import { tellConductors } from "./tell-conductors";

type Done = Result<{ departureId: string }>;

/**
 * A departure does not take place this time; who is aboard goes on to the next one. Until its cut-off, and it can be taken up again. For
 * its conductors and whoever may open slots of every team. Refuses `not_found`, `forbidden`, `wrong_state`. Skipping twice changes nothing.
 */
export async function skipDeparture(tx: Tx, actor: Actor, input: ReasonedDepartureInput, now: Date): Promise<Done> {
  const locked = await lockForConductor(tx, actor, input.departureId);
  if (!locked.ok) return locked;
  if (locked.value.departure.status === "skipped") return accept({ departureId: input.departureId });
  const done = await callOff(tx, actor, locked.value, { event: "skipped", reason: input.reason }, now);
  return done.ok ? accept({ departureId: input.departureId }) : done;
}

/** Takes a skipped departure up again, before its cut-off. Who went on to the next one stays there. Refuses like skipping, and `too_late`. */
export async function resumeDeparture(
  tx: Tx,
  actor: Actor,
  { departureId }: { departureId: string },
  now: Date,
): Promise<Done> {
  const locked = await lockForConductor(tx, actor, departureId);
  if (!locked.ok) return locked;
  const { departure, train, name } = locked.value;
  if (departure.status === "skipped" && now >= departure.cutOffAt)
    return refuse("too_late", `The cut-off of ${name} has passed: nobody could board.`);
  const done = await setStatus(tx, actor, locked.value, "resumed", now, { set: { cancelReason: "" } });
  if (!done.ok) return done;
  await holdFirstAgain(tx, actor, train, now);
  return accept({ departureId });
}

/** Cancels a departure for good, at any time before it leaves; who is aboard goes on to the next one. Refuses like skipping. */
export async function cancelDeparture(tx: Tx, actor: Actor, input: ReasonedDepartureInput, now: Date): Promise<Done> {
  const locked = await lockForConductor(tx, actor, input.departureId);
  if (!locked.ok) return locked;
  if (locked.value.departure.status === "cancelled") return accept({ departureId: input.departureId });
  const done = await callOff(tx, actor, locked.value, { event: "cancelled", reason: input.reason }, now);
  return done.ok ? accept({ departureId: input.departureId }) : done;
}

/**
 * Moves one departure to another time. Its milestones are counted back anew, but one that has passed stays where it was, and so the cut-off
 * is fixed once it is over. Its slots go along. It keeps its name: nothing is renumbered. Its people are told of both times, and again
 * before the new one. Refuses what `decideDepartureMove` refuses, and like skipping.
 */
export async function moveDeparture(tx: Tx, actor: Actor, input: MoveDepartureInput, now: Date): Promise<Done> {
  const { departureId, departsAt, reason } = input;
  const locked = await lockForConductor(tx, actor, departureId);
  if (!locked.ok) return locked;
  const { departure, train, name } = locked.value;
  if (departure.departsAt.getTime() === departsAt.getTime()) return accept({ departureId });
  const calendar = await loadWorkingCalendar(tx, train);
  const localStart = wallTimeAt(departsAt, train.zone);
  const decision = decideDepartureMove({ ...departure, name }, { departsAt, localStart }, train, calendar, now);
  if (!decision.ok) return decision;
  const before = departure.departsAt;
  const people = await peopleOf(tx, locked.value);
  const moved = await patch(tx, locked.value, { ...decision.value, movedAt: now, soonToldAt: null });
  await recordAudit(tx, actor, now, {
    action: "departure.moved",
    subject: { kind: "departure", id: departureId, name },
    data: { from: before, to: departsAt, reason },
  });
  await moveSlotsTo(tx, actor, moved, now);
  await holdFirstAgain(tx, actor, train, now);
  await tell(tx, actor, now, {
    to: people,
    kind: "departure_moved",
    subject: { noun: "departures", id: departureId },
    params: {
      departure: name,
      from: before.toISOString(),
      to: departsAt.toISOString(),
      by: locked.value.member.name,
      reason,
    },
  });
  return accept({ departureId });
}

/** Holds a departure that is past its cut-off, by name and reason, until it is let go or the hold policy decides. */
export async function holdDeparture(tx: Tx, actor: Actor, input: ReasonedDepartureInput, now: Date): Promise<Done> {
  const locked = await lockForConductor(tx, actor, input.departureId);
  if (!locked.ok) return locked;
  const { status } = locked.value.departure;
  if (status !== "locked" && status !== "go") return notNow(locked.value);
  const hold = { cause: "person", reason: input.reason, heldBy: locked.value.member.personId } as const;
  await enterHold(tx, actor, locked.value, hold, now);
  return accept({ departureId: input.departureId });
}

/**
 * Lets a held departure go on. With a go that stands it leaves at once, or at its time; without one it waits for its go. Blockers hold it
 * all the same: they are resolved or waived. Refuses like skipping, and a departure that is not held (`wrong_state`).
 */
export async function releaseDeparture(
  tx: Tx,
  actor: Actor,
  { departureId, note }: ReleaseDepartureInput,
  now: Date,
): Promise<Done> {
  const locked = await lockForConductor(tx, actor, departureId);
  if (!locked.ok) return locked;
  const { train, departure } = locked.value;
  if (departure.status !== "held") return notNow(locked.value);
  const aboard = (await loadPassengers(tx, [departureId])).get(departureId) ?? [];
  const facts = await loadGoFacts(tx, departureId, train.goRule, aboard);
  const event = facts.decision === "go" ? "went" : "released";
  const done = await setStatus(tx, actor, locked.value, event, now, { data: { note } });
  return done.ok ? accept({ departureId }) : done;
}

/**
 * Names who conducts this departure and who stands by, in place of whom the rota has; null gives the rota its say back. Whose part it is
 * from now on is told, once the boarding has opened. Refuses like skipping; people who are not there or were disabled (`not_found`); and the same person twice (`invalid_input`).
 */
export async function conductDeparture(tx: Tx, actor: Actor, input: ConductDepartureInput, now: Date): Promise<Done> {
  const { departureId, conductorId, backupId } = input;
  const locked = await lockForConductor(tx, actor, departureId);
  if (!locked.ok) return locked;
  if (conductorId !== null && conductorId === backupId)
    return refuse("invalid_input", "Somebody else must stand by.", { field: "backupId" });
  const names: (string | null)[] = [];
  for (const [field, id] of Object.entries({ conductorId, backupId })) {
    const [person] = id === null ? [null] : await tx.select().from(people).where(eq(people.id, id));
    if (person === undefined || (person !== null && person.disabledAt !== null))
      return refuse("not_found", "There is no such person.", { field });
    names.push(person?.name ?? null);
  }
  const before = (await loadConductors(tx, [locked.value.departure])).get(departureId);
  const named = await patch(tx, locked.value, { conductorId, backupId });
  await recordAudit(tx, actor, now, {
    action: "departure.conductor_named",
    subject: { kind: "departure", id: departureId, name: locked.value.name },
    data: { conductor: names[0], backup: names[1] },
  });
  // Whoever is named before the boarding opens is told then, as the rota's people are.
  if (named.departure.status !== "scheduled") await tellConductors(tx, actor, named, now, before);
  return accept({ departureId });
}
