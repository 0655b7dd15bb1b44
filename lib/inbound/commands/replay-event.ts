import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { inboundEvents, inboundSources } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Received } from "./receive-event";
import { takeEvent } from "./take-event";

/**
 * Lets a kept event take its effect once more, after a mapping was mended. Safe: it goes the way of the first time, on which what is
 * known counts as a duplicate and what is older as late. Refuses `not_found`, and with `wrong_state` an event that took its effect, one
 * whose payload is no longer kept, and one of an archived source.
 */
export async function replayEvent(tx: Tx, actor: Actor, eventId: string, now: Date): Promise<Result<Received>> {
  const [found] = await tx
    .select({ sourceId: inboundEvents.sourceId })
    .from(inboundEvents)
    .where(eq(inboundEvents.id, eventId));
  if (found === undefined) return refuse("not_found", "There is no such event.");
  const [source] = await tx.select().from(inboundSources).where(eq(inboundSources.id, found.sourceId)).for("update");
  const [event] = await tx.select().from(inboundEvents).where(eq(inboundEvents.id, eventId)).for("update");
  if (source === undefined || event === undefined) return refuse("not_found", "There is no such event.");
  if (source.archivedAt !== null) return refuse("wrong_state", "Its source is archived.");
  if (event.outcome === "applied") return refuse("wrong_state", "It took its effect; once more would change nothing.");
  const { headerEvent, payload, receivedAt } = event;
  if (payload === null) return refuse("wrong_state", "What was sent is no longer kept.");
  await tx.update(inboundEvents).set({ replayedAt: now }).where(eq(inboundEvents.id, eventId));
  const { outcome, reason } = await takeEvent(tx, source, { id: eventId, headerEvent, payload, receivedAt }, now);
  await recordAudit(tx, actor, now, {
    action: "inbound_event.replayed",
    subject: { kind: "inbound source", id: source.id, name: source.name },
    data: { eventId, eventType: event.eventType, before: event.outcome, after: outcome, reason },
  });
  return accept({ eventId, outcome, reason });
}
