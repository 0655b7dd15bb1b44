import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { freezes, postponements, slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, type Member, readScope, requireReach } from "@/lib/auth/actor";
import { intentsOfWish } from "@/lib/domain/free-room";
import { freezesThatHit } from "@/lib/domain/freeze";
import { closingSentence } from "@/lib/domain/freeze-words";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, type Rule, refuse } from "@/lib/domain/refusal";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { DropPostponedInput, PostponedInput } from "@/lib/slots/input/postponed";
import { loadWaitingSlots, type WaitingSlot } from "@/lib/slots/queries/postponed-slots";
import { planAgain } from "./plan-again";
import type { BookedSlot } from "./put-releases-aboard";

/**
 * Plans again by hand what a freeze had postponed: into the next free place behind every freeze, at the pace of its own, also while that
 * still stands. It counts as booked by whoever decides. Refuses what is not there for the actor (`not_found`), another team's
 * (`forbidden`), what does not wait any more (`wrong_state`), and when there is no place within sixty days (`in_freeze` while it is
 * frozen, else `conflict`).
 */
export async function planPostponed(
  tx: Tx,
  actor: Actor,
  { postponementId }: PostponedInput,
  now: Date,
): Promise<Result<BookedSlot>> {
  const found = await lockWaiting(tx, actor, postponementId);
  if (!found.ok) return found;
  const { waiting, freeze, member } = found.value;
  if (waiting.releases.length === 0) {
    return refuse("wrong_state", "It was booked again by hand, or cannot leave any more. Drop it.");
  }
  const booked = await planAgain(tx, actor, { waiting, freeze, bookedBy: member.personId }, now);
  if (booked !== undefined) return accept(booked);
  const inForce = await loadFreezes(tx, { start: now, end: new Date(now.getTime() + 1) });
  const rules = freezesThatHit(inForce, intentsOfWish(waiting, waiting.environmentId)).map(
    (each): Rule => ({
      kind: "freeze",
      id: each.freezeId,
      name: each.name,
      reason: closingSentence(each, "its environment"),
    }),
  );
  const message = "There is no free place for it in the next sixty days.";
  return refuse(rules.length > 0 ? "in_freeze" : "conflict", message, { rules });
}

/** Decides that what a freeze had postponed is not planned again, with the reason. Refuses like `planPostponed`. */
export async function dropPostponed(
  tx: Tx,
  actor: Actor,
  { postponementId, reason }: DropPostponedInput,
  now: Date,
): Promise<Result<null>> {
  const found = await lockWaiting(tx, actor, postponementId);
  if (!found.ok) return found;
  const { waiting, freeze } = found.value;
  await tx
    .update(postponements)
    .set({ status: "dropped", note: reason, endedAt: now, updatedAt: now })
    .where(and(eq(postponements.id, postponementId), eq(postponements.status, "waiting")));
  await recordAudit(
    tx,
    actor,
    now,
    ...waiting.aboard.map(({ releaseId, serviceName, version }) => ({
      action: "slot.dropped" as const,
      subject: { kind: "slot", id: waiting.id, name: `${serviceName} ${version}` },
      releaseId,
      data: { freeze: freeze.name, reason },
    })),
  );
  await announce(tx, { noun: "freezes", id: freeze.id }, { noun: "slots", id: waiting.id });
  return accept(null);
}

type Waiting = { waiting: WaitingSlot; freeze: typeof freezes.$inferSelect; member: Member };

/** Locks the freeze, as every thaw does, and then reads what waits: so nobody plans the same thing at the same moment. */
async function lockWaiting(tx: Tx, actor: Actor, postponementId: string): Promise<Result<Waiting>> {
  const gone = refuse("not_found", "There is no such postponed slot.");
  const [row] = await tx.select().from(postponements).where(eq(postponements.id, postponementId));
  if (row === undefined) return gone;
  const [freeze] = await tx.select().from(freezes).where(eq(freezes.id, row.freezeId)).for("no key update");
  if (freeze === undefined) return gone;
  const teamId = await findTeam(tx, row.slotId);
  if (teamId === undefined || !reaches(readScope(actor), teamId)) return gone;
  const member = requireReach(actor, "slot.book", teamId);
  if (!member.ok) return member;
  const [waiting] = await loadWaitingSlots(tx, { postponementIds: [postponementId] });
  if (waiting === undefined) return refuse("wrong_state", "It was planned again or dropped already.");
  return accept({ waiting, freeze, member: member.value });
}

async function findTeam(tx: Tx, slotId: string): Promise<string | undefined> {
  const [slot] = await tx.select({ teamId: slots.teamId }).from(slots).where(eq(slots.id, slotId));
  return slot?.teamId ?? undefined;
}
