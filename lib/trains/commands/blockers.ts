import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { departureBlockers } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember } from "@/lib/auth/actor";
import { mayEndBlocker } from "@/lib/domain/departure-blocker";
import { comingDepartureStates } from "@/lib/domain/departure-state";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { tell } from "@/lib/notices/tell";
import type { RaiseBlockerInput, ResolveDepartureBlockerInput, WaiveBlockerInput } from "@/lib/trains/input/departures";
import { conducts, type LockedDeparture, lockDeparture, noDeparture } from "./lock-departure";
import { peopleOf } from "./people-of-departure";
import { notNow } from "./set-status";

/**
 * "Stop the train": a fact with a name and a reason that holds a departure until it is resolved or waived. Everybody who may hand over, book
 * or judge raises one; whether it stands is for the conductors to say. Refuses `not_found`, and a departure that has left
 * (`wrong_state`): what runs is not interrupted.
 */
export async function raiseBlocker(
  tx: Tx,
  actor: Actor,
  { departureId, reason }: RaiseBlockerInput,
  now: Date,
): Promise<Result<{ blockerId: string }>> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  const works = ["slot.book", "handoff.judge", "release.write"] as const;
  if (!works.some((permission) => actor.permissions.has(permission)))
    return refuse("forbidden", "Only who works on releases may stop a train.");
  const locked = await lockDeparture(tx, departureId);
  if (locked === undefined) return noDeparture;
  if (!comingDepartureStates.some((state) => state === locked.departure.status)) return notNow(locked);
  const blockerId = newId();
  await tx
    .insert(departureBlockers)
    .values({ id: blockerId, departureId, reason, raisedBy: actor.personId, raisedAt: now });
  await record(tx, actor, locked, "raised", { blockerId, reason }, now);
  await tell(tx, actor, now, {
    to: await peopleOf(tx, locked),
    kind: "blocker_raised",
    subject: { noun: "departures", id: departureId },
    params: { departure: locked.name, reason, by: actor.name },
  });
  return accept({ blockerId });
}

/** What held the departure is mended: by whoever raised it, or a conductor. Refuses `not_found`, `forbidden`, and one that has ended (`wrong_state`). */
export async function resolveBlocker(
  tx: Tx,
  actor: Actor,
  { blockerId, note }: ResolveDepartureBlockerInput,
  now: Date,
): Promise<Result<{ blockerId: string }>> {
  return await endBlocker(tx, actor, { blockerId, how: "resolved", reason: note }, now);
}

/** It holds all the same, and a conductor takes that upon themselves, by name and reason. Refuses like resolving; who raised it cannot waive it. */
export async function waiveBlocker(
  tx: Tx,
  actor: Actor,
  { blockerId, reason }: WaiveBlockerInput,
  now: Date,
): Promise<Result<{ blockerId: string }>> {
  return await endBlocker(tx, actor, { blockerId, how: "waived", reason }, now);
}

const whoEnds = {
  resolved: "Only who raised it, or who runs the departure, resolves a blocker.",
  waived: "Only who runs the departure waives a blocker.",
};
const whyNotOwn = "You raised it: resolve it, or let somebody else who runs the departure waive it.";

type Ending = { blockerId: string; how: "resolved" | "waived"; reason: string };

async function endBlocker(
  tx: Tx,
  actor: Actor,
  { blockerId, how, reason }: Ending,
  now: Date,
): Promise<Result<{ blockerId: string }>> {
  const gone = refuse("not_found", "There is no such blocker.");
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  const [known] = await tx.select().from(departureBlockers).where(eq(departureBlockers.id, blockerId));
  const locked = known && (await lockDeparture(tx, known.departureId));
  if (known === undefined || locked === undefined) return gone;
  const raised = known.raisedBy === actor.personId;
  const runs = await conducts(tx, actor, locked);
  if (!mayEndBlocker(how, { raised, runs })) {
    const reason = raised ? whyNotOwn : whoEnds[how];
    return refuse("forbidden", reason, { rules: [{ kind: "person", name: actor.name, reason }] });
  }
  const [ended] = await tx
    .update(departureBlockers)
    .set({ status: how, endedBy: actor.personId, endedAt: now, endReason: reason })
    .where(and(eq(departureBlockers.id, blockerId), eq(departureBlockers.status, "open")))
    .returning();
  if (ended === undefined) return refuse("wrong_state", "The blocker was resolved or waived already.");
  await record(tx, actor, locked, how, { blockerId, blocker: ended.reason, reason }, now);
  await tell(tx, actor, now, {
    to: [ended.raisedBy, ...(await peopleOf(tx, locked))],
    kind: "blocker_resolved",
    subject: { noun: "departures", id: locked.departure.id },
    params: { departure: locked.name, reason: reason || ended.reason, by: actor.name, waived: how === "waived" },
  });
  return accept({ blockerId });
}

async function record(
  tx: Tx,
  actor: Actor,
  { departure, name }: LockedDeparture,
  what: "raised" | "resolved" | "waived",
  data: Record<string, unknown>,
  now: Date,
): Promise<void> {
  await recordAudit(tx, actor, now, {
    action: `departure_blocker.${what}`,
    subject: { kind: "departure", id: departure.id, name },
    data,
  });
  await announce(tx, { noun: "trains", id: departure.id });
}
