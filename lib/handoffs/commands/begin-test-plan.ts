import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { testItems } from "@/db/schema";
import { loadNewestPlan } from "@/lib/test-plans/queries/test-plans";

/**
 * Gives a turn its own copy of the service's test plan as it stands now, unless it has one: a later version of the plan changes nothing
 * about what is being judged, and each build begins with every point open (case 17).
 */
export async function beginTestPlan(tx: Tx, handoffId: string, serviceId: string, now: Date): Promise<void> {
  if ((await tx.$count(testItems, eq(testItems.handoffId, handoffId))) > 0) return;
  const plan = await loadNewestPlan(tx, serviceId);
  if (plan === undefined || plan.items.length === 0) return;
  await tx.insert(testItems).values(
    plan.items.map((item, position) => ({
      ...item,
      id: newId(),
      handoffId,
      planId: plan.id,
      position,
      createdAt: now,
      updatedAt: now,
    })),
  );
}
