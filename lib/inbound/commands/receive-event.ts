import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { inboundEvents, inboundSources } from "@/db/schema";
import type { EventOutcome } from "@/lib/domain/inbound/source-words";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { takeEvent } from "./take-event";

export type Delivery = { deliveryId: string; headerEvent: string; payload: string; bytes: number };
export type Received = { eventId: string; outcome: EventOutcome; reason: string };

/**
 * Takes an event whose signature the caller has verified. It is always kept, with what came of it: an error would make code hosts send
 * it again, and in the end switch the webhook off. The same delivery again changes nothing but its count. Refuses a source that is
 * archived (`link_revoked`) or gone (`not_found`).
 */
export async function receiveEvent(tx: Tx, sourceId: string, delivery: Delivery, now: Date): Promise<Result<Received>> {
  const [source] = await tx.select().from(inboundSources).where(eq(inboundSources.id, sourceId)).for("update");
  if (source === undefined) return refuse("not_found", "There is no such source of events.");
  if (source.archivedAt !== null)
    return refuse("link_revoked", "This source is archived and takes no events any more.");
  const { deliveryId, headerEvent, payload, bytes } = delivery;
  await tx.update(inboundSources).set({ lastSeenAt: now }).where(eq(inboundSources.id, sourceId));
  await announce(tx, { noun: "inbound", id: sourceId });
  const id = newId();
  const fresh = await tx
    .insert(inboundEvents)
    .values({
      id,
      sourceId,
      deliveryId,
      headerEvent,
      eventType: headerEvent || "unknown",
      receivedAt: now,
      payload,
      payloadBytes: bytes,
      outcome: "ignored",
    })
    .onConflictDoNothing()
    .returning({ id: inboundEvents.id });
  if (fresh.length === 0) return accept(await countRepeat(tx, sourceId, deliveryId, now));
  const { outcome, reason } = await takeEvent(tx, source, { id, headerEvent, payload, receivedAt: now }, now);
  return accept({ eventId: id, outcome, reason });
}

async function countRepeat(tx: Tx, sourceId: string, deliveryId: string, now: Date): Promise<Received> {
  const [known] = await tx
    .update(inboundEvents)
    .set({ repeats: sql`${inboundEvents.repeats} + 1`, repeatedAt: now })
    .where(and(eq(inboundEvents.sourceId, sourceId), eq(inboundEvents.deliveryId, deliveryId)))
    .returning({ eventId: inboundEvents.id });
  if (known === undefined)
    throw new Error("a delivery that stood in the way is gone although events are never deleted");
  return { ...known, outcome: "duplicate", reason: "This delivery was received already." };
}
