import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { services, testPlanItems, testPlans } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChangeTestPlanInput } from "@/lib/test-plans/input";
import { loadNewestPlan } from "@/lib/test-plans/queries/test-plans";

/**
 * Makes the next version of a service's test plan. Builds that are handed over from now on are tested by it; turns that have begun keep
 * the one they began with. Its testers write it. Refuses with `not_found`, `forbidden`, and `conflict` when somebody else made a version
 * meanwhile.
 */
export async function changeTestPlan(
  tx: Tx,
  actor: Member,
  { serviceId, expectedVersion, items }: ChangeTestPlanInput,
  now: Date,
): Promise<Result<{ version: number }>> {
  const [service] = await tx.select().from(services).where(eq(services.id, serviceId)).for("update");
  if (service === undefined || !reaches(readScope(actor), service.teamId)) {
    return refuse("not_found", "There is no such service.", { field: "serviceId" });
  }
  const reached = requireReach(actor, "handoff.judge", service.teamId);
  if (!reached.ok) return reached;
  const current = (await loadNewestPlan(tx, serviceId))?.version ?? 0;
  if (current !== expectedVersion) {
    return refuse("conflict", `Version ${current} of the plan was made meanwhile. Look at it first.`);
  }
  const [id, version] = [newId(), current + 1];
  await tx.insert(testPlans).values({ id, serviceId, version, createdBy: actor.personId, createdAt: now });
  if (items.length > 0) {
    await tx.insert(testPlanItems).values(
      items.map((item, position) => ({
        ...item,
        checkName: item.checkName || null,
        id: newId(),
        planId: id,
        position,
      })),
    );
  }
  await recordAudit(tx, actor, now, {
    action: "test_plan.changed",
    subject: { kind: "service", id: serviceId, name: service.name },
    data: { version, points: items.length },
  });
  await announce(tx, { noun: "test-plans", id: serviceId });
  return accept({ version });
}
