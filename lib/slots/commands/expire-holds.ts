import { and, eq, inArray, lte } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { environments, slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";

/**
 * Ends the holds whose time is over by `now`; their room is free again. A hold that is being confirmed at this moment is
 * left alone: its holder was first. Returns how many there were.
 */
export async function expireHolds(tx: Tx, actor: Actor, now: Date): Promise<number> {
  const over = await tx
    .select({ id: slots.id, environment: environments.name })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .where(and(eq(slots.status, "held"), lte(slots.heldUntil, now)))
    .for("update", { of: slots, skipLocked: true });
  if (over.length === 0) return 0;
  const ids = over.map(({ id }) => id);
  await tx.update(slots).set({ status: "expired" }).where(inArray(slots.id, ids));
  await recordAudit(
    tx,
    actor,
    now,
    ...over.map(({ id, environment }) => ({
      action: "slot.expired" as const,
      subject: { kind: "slot", id, name: `Hold on ${environment}` },
    })),
  );
  await announce(tx, ...ids.map((id) => ({ noun: "slots" as const, id })));
  return over.length;
}
