import type { Database } from "@/db/client";
import { qaGroupMembers, qaGroupScopes, qaGroups, testPlanItems, testPlans } from "@/db/schema";
import { type Organisation, returned } from "./organisation";
import type { TestPerson } from "./person";

/** A group that tests the services of Payments, one build at once unless told, open to every tester unless members are named. */
export async function aQaGroup(
  db: Database,
  { teams }: Organisation,
  more: Partial<typeof qaGroups.$inferInsert> & { members?: TestPerson[]; teamId?: string } = {},
) {
  const { members = [], teamId = teams.payments.id, ...columns } = more;
  const [group] = await returned(
    db
      .insert(qaGroups)
      .values({ name: `Payments QA ${crypto.randomUUID()}`, limit: 1, ...columns })
      .returning(),
  );
  await db.insert(qaGroupScopes).values({ groupId: group.id, teamId });
  if (members.length > 0) {
    await db.insert(qaGroupMembers).values(members.map(({ id }) => ({ groupId: group.id, personId: id })));
  }
  return group;
}

/** The next version of a service's test plan: one point for a tester and one that the check `e2e` answers, both required. */
export async function aTestPlan(db: Database, service: { id: string }, version = 1) {
  const [plan] = await returned(db.insert(testPlans).values({ serviceId: service.id, version }).returning());
  await db.insert(testPlanItems).values([
    { planId: plan.id, position: 0, area: "Payments", title: `Refund to the cent, v${version}` },
    { planId: plan.id, position: 1, area: "Regression", title: "End to end", checkName: "e2e" },
  ]);
  return plan;
}
