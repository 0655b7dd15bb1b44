import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { waitlistEntries } from "@/db/schema";
import { addJobs } from "@/lib/jobs/enqueue";

/**
 * Leaves a job for each environment in which room has fallen free and somebody waits for it; what it is offered to whom the job
 * decides. In the freeing transaction, so that the room and the job are there together or not at all.
 */
export async function offerFreedRoom(tx: Tx, environmentIds: readonly string[]): Promise<void> {
  if (environmentIds.length === 0) return;
  const waiting = await tx
    .selectDistinct({ environmentId: waitlistEntries.environmentId })
    .from(waitlistEntries)
    .where(and(eq(waitlistEntries.status, "waiting"), inArray(waitlistEntries.environmentId, [...environmentIds])));
  const jobs = waiting.map(({ environmentId }) => ({
    payload: { environmentId },
    key: `offer_room:${environmentId}`,
  }));
  await addJobs(tx, "offer_room", jobs);
}
