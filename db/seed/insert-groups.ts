import type { Database } from "@/db/client";
import { createGroup } from "@/lib/groups/commands/write-group";
import { setSoak } from "@/lib/services/commands/soak";
import { changeTestPlan } from "@/lib/test-plans/commands/change-test-plan";
import { changeTestPlanInput } from "@/lib/test-plans/input";
import { type Cast, perform } from "./cast";
import type { ExampleIds } from "./insert-plan";
import { exampleGroups, exampleTestPlans } from "./testing-plan";

type Testing = { db: Database; now: Date; ids: ExampleIds; cast: Cast };

const monthMs = 30 * 86_400_000;

/** Groups of testers, the test plans of their services, and how long the ledger must run in staging first. Set up a month ago. */
export async function insertGroups({ db, now, ids, cast }: Testing): Promise<void> {
  const then = new Date(now.getTime() - monthMs);
  for (const { name, limit, offerMinutes, members, teams, services } of exampleGroups) {
    const group = {
      name,
      limit,
      offerMinutes,
      memberIds: members.map((key) => ids.person(key)),
      teamIds: teams.map((team) => ids.team(team)),
      serviceIds: services.map((service) => ids.service(service)),
    };
    await perform(db, (tx) => createGroup(tx, cast("manager"), group, then));
  }
  for (const [service, items] of Object.entries(exampleTestPlans)) {
    const plan = changeTestPlanInput.parse({ serviceId: ids.service(service), expectedVersion: 0, items });
    await perform(db, (tx) => changeTestPlan(tx, cast("qa"), plan, then));
  }
  const soak = { environmentId: ids.environment("Production"), serviceId: ids.service("payouts"), minutes: 1_440 };
  await perform(db, (tx) => setSoak(tx, cast("manager"), { ...soak, hotfixesExempt: true }, then));
}
