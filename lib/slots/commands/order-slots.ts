import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slotOrder } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, readScope, requireReach } from "@/lib/auth/actor";
import { refuseTrainSlot } from "@/lib/domain/departure-gate";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideOrder } from "@/lib/domain/slot-order";
import type { RemoveOrderInput, SetOrderInput } from "@/lib/slots/input";
import { findOrderedSlot } from "@/lib/slots/queries/ordered-slot";
import { bookerOf } from "./booker";
import { lockVisibleSlot } from "./lock-visible-slot";

/**
 * "A before B": from now on the slot opens only when everything in the other one has arrived. Set twice it changes nothing.
 *
 * Refuses what `decideOrder` refuses, a longer circle (`circular_order`, by the database, also when two close it at once), and a slot
 * that the actor cannot see (`not_found`).
 */
export async function setOrder(
  tx: Tx,
  actor: Actor,
  { slotId, beforeSlotId, reason }: SetOrderInput,
  now: Date,
): Promise<Result<{ warning: string | null }>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const locked = await lockVisibleSlot(tx, actor, slotId);
  if (!locked.ok) return locked;
  const train = refuseTrainSlot(locked.value, "its order");
  if (train !== undefined) return train;
  const scope = readScope(actor);
  const before = await findOrderedSlot(tx, beforeSlotId, scope);
  const after = await findOrderedSlot(tx, slotId, scope);
  if (before === undefined || after === undefined) return refuse("not_found", "There is no such slot.");
  const decision = decideOrder(booker.value, before, after);
  if (!decision.ok) return decision;
  const inserted = await tx
    .insert(slotOrder)
    .values({ beforeSlotId, afterSlotId: slotId, reason, createdBy: booker.value.personId, createdAt: now })
    .onConflictDoNothing()
    .returning({ slotId: slotOrder.afterSlotId });
  if (inserted.length === 0) return decision;
  await recordAudit(tx, actor, now, {
    action: "slot_order.set",
    subject: { kind: "slot", id: slotId, name: after.name },
    data: { after: before.name, beforeSlotId, ...(reason === "" ? {} : { reason }) },
  });
  await announce(tx, { noun: "slots", id: slotId }, { noun: "slots", id: beforeSlotId });
  return decision;
}

/**
 * Takes an order back; the slot waits for that other one no more. For whoever may book for the team that waits (`forbidden`). One
 * that is not set is no refusal. Refuses a slot that the actor cannot see (`not_found`).
 */
export async function removeOrder(
  tx: Tx,
  actor: Actor,
  { slotId, beforeSlotId }: RemoveOrderInput,
  now: Date,
): Promise<Result<{ slotId: string }>> {
  const locked = await lockVisibleSlot(tx, actor, slotId);
  if (!locked.ok) return locked;
  const train = refuseTrainSlot(locked.value, "its order");
  if (train !== undefined) return train;
  const allowed = requireReach(actor, "slot.book", locked.value.teamId);
  if (!allowed.ok) return allowed;
  const removed = await tx
    .delete(slotOrder)
    .where(and(eq(slotOrder.afterSlotId, slotId), eq(slotOrder.beforeSlotId, beforeSlotId)))
    .returning({ slotId: slotOrder.afterSlotId });
  if (removed.length === 0) return accept({ slotId });
  const [before, after] = [await findOrderedSlot(tx, beforeSlotId, "all"), await findOrderedSlot(tx, slotId, "all")];
  await recordAudit(tx, actor, now, {
    action: "slot_order.removed",
    subject: { kind: "slot", id: slotId, name: after?.name },
    data: { after: before?.name, beforeSlotId },
  });
  await announce(tx, { noun: "slots", id: slotId }, { noun: "slots", id: beforeSlotId });
  return accept({ slotId });
}
