import { and, eq, inArray, lte } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { swapOffers } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";

/**
 * Ends the offers whose time is over by `now`. One that is being answered at this moment is left to whoever answers. Several workers
 * may call it at once. Returns how many there were.
 */
export async function lapseOffers(tx: Tx, actor: Actor, now: Date): Promise<number> {
  const over = await tx
    .select({ id: swapOffers.id })
    .from(swapOffers)
    .where(and(eq(swapOffers.status, "offered"), lte(swapOffers.expiresAt, now)))
    .for("update", { skipLocked: true });
  if (over.length === 0) return 0;
  const ids = over.map(({ id }) => id);
  await tx.update(swapOffers).set({ status: "lapsed", decidedAt: now }).where(inArray(swapOffers.id, ids));
  await recordAudit(
    tx,
    actor,
    now,
    ...ids.map((id) => ({ action: "swap.lapsed" as const, subject: { kind: "swap", id } })),
  );
  await announce(tx, ...ids.map((id) => ({ noun: "swaps" as const, id })));
  return over.length;
}
