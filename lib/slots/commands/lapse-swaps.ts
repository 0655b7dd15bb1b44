import { and, eq, inArray, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { swapOffers } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";

/**
 * Ends the open swap offers that these slots are part of: the slots no longer stand where they did when they were offered. In the
 * transaction that changes them, so that nobody can accept an offer for a place that is gone. The caller has locked the slots.
 */
export async function lapseSwaps(tx: Tx, actor: Actor, slotIds: readonly string[], now: Date): Promise<void> {
  if (slotIds.length === 0) return;
  const lapsed = await tx
    .update(swapOffers)
    .set({ status: "lapsed", decidedAt: now })
    .where(
      and(
        eq(swapOffers.status, "offered"),
        or(inArray(swapOffers.slotId, [...slotIds]), inArray(swapOffers.forSlotId, [...slotIds])),
      ),
    )
    .returning({ id: swapOffers.id, slotId: swapOffers.slotId, forSlotId: swapOffers.forSlotId });
  await recordAudit(
    tx,
    actor,
    now,
    ...lapsed.map(({ id, ...pair }) => ({ action: "swap.lapsed" as const, subject: { kind: "swap", id }, data: pair })),
  );
  await announce(tx, ...lapsed.map(({ id }) => ({ noun: "swaps" as const, id })));
}
