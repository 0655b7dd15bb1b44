import { and, isNotNull, lt, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { inboundEvents } from "@/db/schema";

/** How long what was sent is kept for looking at and replaying. */
export const payloadDays = 30;

/** Forgets what was sent a while ago; that it was, and what came of it, stays. */
export async function tidyEvents(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - payloadDays * 86_400_000);
  const tidied = await tx
    .update(inboundEvents)
    .set({ payload: null, awaitsBuild: null })
    .where(and(lt(inboundEvents.receivedAt, before), isNotNull(inboundEvents.payload), ne(inboundEvents.payload, "")))
    .returning({ id: inboundEvents.id });
  return tidied.length;
}
