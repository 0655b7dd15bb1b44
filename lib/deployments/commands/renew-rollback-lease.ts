import { and, eq, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { rollbackDeliveries, rollbacks } from "@/db/schema";
import { leaseMillis } from "./begin-attempts";

/** Keeps a rollback for the worker whose call is still under way, as `renewLease` does for a deployment. */
export async function renewRollbackLease(
  db: Reader,
  { rollbackId, deliveryId }: { rollbackId: string; deliveryId: string },
  now: Date,
): Promise<void> {
  const newest = sql`(
    select ${rollbackDeliveries.id} from ${rollbackDeliveries} where ${rollbackDeliveries.rollbackId} = ${rollbackId}
    order by ${rollbackDeliveries.attempt} desc limit 1)`;
  await db
    .update(rollbacks)
    .set({ callLeaseUntil: new Date(now.getTime() + leaseMillis) })
    .where(
      and(
        eq(rollbacks.id, rollbackId),
        eq(rollbacks.status, "calling"),
        isNull(rollbacks.acceptedAt),
        eq(newest, deliveryId),
      ),
    );
}
