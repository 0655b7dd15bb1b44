import { and, asc, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { deployments, environments, slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";

/**
 * Closes those of these open slots whose deployments have all ended, which frees the rest of their lane. The lock comes before
 * the look: of two deployments that end at the same moment the second sees that both have ended.
 */
export async function closeFinishedSlots(
  tx: Tx,
  actor: Actor,
  slotIds: readonly string[],
  now: Date,
): Promise<string[]> {
  if (slotIds.length === 0) return [];
  const locked = await tx
    .select({ id: slots.id })
    .from(slots)
    .where(and(inArray(slots.id, [...slotIds]), eq(slots.status, "open")))
    .orderBy(asc(slots.id))
    .for("no key update");
  if (locked.length === 0) return [];
  const unfinished = tx
    .select({ one: sql`1` })
    .from(deployments)
    .where(and(eq(deployments.slotId, slots.id), isNull(deployments.finishedAt)));
  const closed = await tx
    .update(slots)
    .set({ status: "closed", closedAt: now })
    .where(
      and(
        inArray(
          slots.id,
          locked.map(({ id }) => id),
        ),
        eq(slots.status, "open"),
        notExists(unfinished),
      ),
    )
    .returning({ id: slots.id });
  if (closed.length === 0) return [];
  const ids = closed.map(({ id }) => id);
  const shipped = await shippedIn(tx, ids);
  await recordAudit(
    tx,
    actor,
    now,
    ...shipped.map(({ slotId, releaseId, environment, outcome }) => ({
      action: "slot.closed" as const,
      subject: { kind: "slot", id: slotId, name: `Slot on ${environment}` },
      releaseId,
      data: { environment, outcome },
    })),
  );
  await announce(tx, ...ids.map((id) => ({ noun: "slots" as const, id })));
  return ids;
}

/** What each slot shipped and how it ended: one audit row in the history of each release. */
function shippedIn(tx: Tx, slotIds: string[]) {
  return tx
    .select({
      slotId: deployments.slotId,
      releaseId: deployments.releaseId,
      outcome: deployments.status,
      environment: environments.name,
    })
    .from(deployments)
    .innerJoin(environments, eq(environments.id, deployments.environmentId))
    .where(inArray(deployments.slotId, slotIds));
}
