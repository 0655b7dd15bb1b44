import type { Reader } from "@/db/client";
import type { GroupAtWork } from "@/lib/domain/handoff";
import { loadGroupsOfServices, loadInTest } from "@/lib/groups/queries/service-groups";

/** The group that tests a service and what it has in test now, one handoff left out. */
export async function loadGroupAtWork(reader: Reader, serviceId: string, leftOutId: string): Promise<GroupAtWork> {
  const group = (await loadGroupsOfServices(reader, [serviceId])).get(serviceId) ?? null;
  if (group === null) return { group, inTest: [] };
  const inTest = (await loadInTest(reader, [group.id])).get(group.id) ?? [];
  return { group, inTest: inTest.filter((held) => held.handoffId !== leftOutId) };
}
