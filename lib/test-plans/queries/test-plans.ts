import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { people, services, testPlanItems, testPlans } from "@/db/schema";
import { type Member, may, readScope } from "@/lib/auth/actor";
import type { TestPlan } from "@/lib/test-plans/input";

/** The newest plan of every service the member may read, or of one of them; version 0 where there is none. Two statements. */
export async function loadTestPlans(reader: Reader, member: Member, serviceId?: string): Promise<TestPlan[]> {
  const reach = readScope(member);
  const rows = await reader
    .selectDistinctOn([services.id], {
      id: services.id,
      name: services.name,
      teamId: services.teamId,
      planId: testPlans.id,
      version: testPlans.version,
      changedBy: people.name,
      changedAt: testPlans.createdAt,
    })
    .from(services)
    .leftJoin(testPlans, eq(testPlans.serviceId, services.id))
    .leftJoin(people, eq(people.id, testPlans.createdBy))
    .where(
      and(
        isNull(services.archivedAt),
        reach === "all" ? undefined : reach.length === 0 ? sql`false` : inArray(services.teamId, [...reach]),
        serviceId === undefined ? undefined : eq(services.id, serviceId),
      ),
    )
    .orderBy(services.id, sql`${testPlans.version} desc nulls last`);
  const items = await loadPlanItems(
    reader,
    rows.flatMap(({ planId }) => planId ?? []),
  );
  return rows
    .map(({ id, name, teamId, planId, version, changedBy, changedAt }) => ({
      service: { id, name },
      version: version ?? 0,
      changedBy,
      changedAt,
      items: (planId === null ? undefined : items.get(planId)) ?? [],
      mayChange: may(member, "handoff.judge", teamId),
    }))
    .sort((a, b) => a.service.name.localeCompare(b.service.name));
}

/** The points of these plans, in their order. One statement. */
export async function loadPlanItems(reader: Reader, planIds: string[]) {
  const rows = await reader
    .select({
      planId: testPlanItems.planId,
      area: testPlanItems.area,
      title: testPlanItems.title,
      instruction: testPlanItems.instruction,
      required: testPlanItems.required,
      checkName: testPlanItems.checkName,
    })
    .from(testPlanItems)
    .where(anyOf(testPlanItems.planId, planIds))
    .orderBy(testPlanItems.planId, asc(testPlanItems.position));
  return new Map(
    [...groupRows(rows, (row) => row.planId)].map(([id, all]) => [id, all.map(({ planId: _, ...item }) => item)]),
  );
}

/** The newest plan of a service. Two statements. */
export async function loadNewestPlan(reader: Reader, serviceId: string) {
  const [plan] = await reader
    .select({ id: testPlans.id, version: testPlans.version })
    .from(testPlans)
    .where(eq(testPlans.serviceId, serviceId))
    .orderBy(sql`${testPlans.version} desc`)
    .limit(1);
  if (plan === undefined) return undefined;
  return { ...plan, items: (await loadPlanItems(reader, [plan.id])).get(plan.id) ?? [] };
}
