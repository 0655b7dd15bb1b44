import { and, eq, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { deliveries, deployments } from "@/db/schema";
import { leaseMillis } from "./begin-attempts";

/**
 * Keeps a deployment for the worker whose call is still under way. Only while its delivery is the newest one: a worker that was
 * taken for dead must not take the lease back from the one that took over.
 */
export async function renewLease(
  db: Reader,
  attempt: { deploymentId: string; deliveryId: string },
  now: Date,
): Promise<void> {
  const { deploymentId, deliveryId } = attempt;
  const newest = sql`(
    select ${deliveries.id} from ${deliveries} where ${deliveries.deploymentId} = ${deploymentId}
    order by ${deliveries.attempt} desc limit 1)`;
  await db
    .update(deployments)
    .set({ callLeaseUntil: new Date(now.getTime() + leaseMillis) })
    .where(
      and(
        eq(deployments.id, deploymentId),
        eq(deployments.status, "calling"),
        isNull(deployments.acceptedAt),
        eq(newest, deliveryId),
      ),
    );
}
