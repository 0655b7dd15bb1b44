import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { freezes, postponements } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inThawOrder, isThawed } from "@/lib/domain/thaw";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import { loadWaitingSlots, type WaitingSlot } from "@/lib/slots/queries/postponed-slots";
import { type LockedFreeze, planAgain } from "./plan-again";
import type { BookedSlot } from "./put-releases-aboard";

/** One for which there was no place is looked at again after so long, or at once when somebody asks. */
const retryAfterMillis = 10 * 60_000;

export type ThawStep =
  | { step: "nothing" }
  | { step: "planned" | "dropped" | "no_place"; postponementId: string }
  /** Somebody booked the place at this moment, or what must not happen happened. It waits as before. */
  | { step: "failed"; postponementId: string; error: unknown };

/**
 * Plans one thing again that a freeze had postponed, if the freeze lets something go at `now`: hotfixes first, then in the order in which
 * they would have left, at the pace of the freeze (cases 8 and 10). One a transaction, so that whoever is killed has done whole steps.
 * Any number of workers may call it: the freeze's row is locked, and who does not get the lock has nothing to do.
 *
 * `except` leaves out what failed a moment ago, so that one of them stops no other. What somebody booked again by hand meanwhile, or what can never leave any more, is dropped. What finds no place stays, with a note.
 */
export async function thawNext(
  tx: Tx,
  actor: Actor,
  { freezeId, except = [] }: { freezeId: string; except?: readonly string[] },
  now: Date,
): Promise<ThawStep> {
  const [freeze] = await tx
    .select()
    .from(freezes)
    .where(and(eq(freezes.id, freezeId), eq(freezes.thaw, "next_slot")))
    .for("no key update", { skipLocked: true });
  if (freeze === undefined) return { step: "nothing" };
  const next = await nextToGo(tx, freezeId, except, now);
  if (next === undefined) return { step: "nothing" };
  const { postponementId } = next;
  if (next.releases.length === 0) {
    await dropMoot(tx, actor, next, freeze, now);
    return { step: "dropped", postponementId };
  }
  const { bookedBy } = next;
  let planned: BookedSlot | undefined;
  try {
    planned = await tx.transaction((inner) => planAgain(inner, actor, { waiting: next, freeze, bookedBy }, now));
  } catch (error) {
    return { step: "failed", postponementId, error };
  }
  if (planned !== undefined) return { step: "planned", postponementId };
  const note = "There is no free place for it in the next sixty days.";
  await tx.update(postponements).set({ note, updatedAt: now }).where(eq(postponements.id, postponementId));
  await announce(tx, { noun: "freezes", id: freezeId });
  return { step: "no_place", postponementId };
}

async function nextToGo(
  tx: Tx,
  freezeId: string,
  except: readonly string[],
  now: Date,
): Promise<WaitingSlot | undefined> {
  const waiting = await loadWaitingSlots(tx, { freezeIds: [freezeId] });
  if (waiting.length === 0) return undefined;
  const inForce = await loadFreezes(tx, { start: now, end: new Date(now.getTime() + 1) });
  const own = inForce.filter((freeze) => freeze.freezeId === freezeId);
  const retryBefore = new Date(now.getTime() - retryAfterMillis);
  const ripe = waiting.filter(
    (slot) =>
      !except.includes(slot.postponementId) &&
      (slot.note === "" || slot.updatedAt <= retryBefore) &&
      // What needs no place any more needs no thaw either.
      (slot.releases.length === 0 || isThawed(slot, own, now)),
  );
  return inThawOrder(ripe)[0];
}

async function dropMoot(tx: Tx, actor: Actor, slot: WaitingSlot, freeze: LockedFreeze, now: Date): Promise<void> {
  const note = "It was booked again by hand, or cannot leave any more.";
  await tx
    .update(postponements)
    .set({ status: "dropped", note, endedAt: now, updatedAt: now })
    .where(and(eq(postponements.id, slot.postponementId), eq(postponements.status, "waiting")));
  await recordAudit(
    tx,
    actor,
    now,
    ...slot.aboard.map(({ releaseId, serviceName, version }) => ({
      action: "slot.dropped" as const,
      subject: { kind: "slot", id: slot.id, name: `${serviceName} ${version}` },
      releaseId,
      data: { freeze: freeze.name, reason: note },
    })),
  );
  await announce(tx, { noun: "freezes", id: freeze.id }, { noun: "slots", id: slot.id });
}
