import { and, eq, inArray, lte } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { overlapsRange } from "@/db/range";
import { environments, slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { Range } from "@/lib/time/range";
import { offerFreedRoom } from "./offer-freed-room";
import { settleOffers } from "./settle-offers";

/**
 * Ends the holds whose time is over by `now`; their room is free again. With `place` only those in the way of a booking there,
 * so that nobody is refused because the sweep has not come by yet. A hold whose row is locked is being confirmed or renewed at
 * this moment and is left alone: its holder was first, and waiting for them with a lane locked could be a deadlock. Returns how
 * many there were.
 */
export async function expireHolds(
  tx: Tx,
  actor: Actor,
  now: Date,
  place?: { environmentId: string; during: Range },
): Promise<number> {
  // Postgres knows no range that ends before it starts; the decision that follows refuses it with a better word.
  if (place && place.during.start >= place.during.end) return 0;
  const over = await tx
    .select({ id: slots.id, environmentId: slots.environmentId, environment: environments.name })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .where(
      and(
        eq(slots.status, "held"),
        lte(slots.heldUntil, now),
        place && eq(slots.environmentId, place.environmentId),
        place && overlapsRange(slots.during, place.during),
      ),
    )
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
  await settleOffers(tx, actor, ids, "passed", now);
  await offerFreedRoom(tx, [...new Set(over.map(({ environmentId }) => environmentId))]);
  await announce(tx, ...ids.map((id) => ({ noun: "slots" as const, id })));
  return over.length;
}
