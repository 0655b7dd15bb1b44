import { asc, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { qaGroups } from "@/db/schema";
import type { Member } from "@/lib/auth/actor";
import type { Reach } from "@/lib/domain/permission";
import { loadInTest, loadMembers } from "@/lib/groups/queries/service-groups";
import { loadTesters } from "@/lib/groups/queries/testers";
import type { Queue } from "@/lib/handoffs/input";

/**
 * What each group has in test and takes on, and who can be given a build. Groups reach over teams: who may read only some teams' plans
 * reads none of it.
 */
export async function loadGroupsInQueue(
  reader: Reader,
  member: Member,
  reach: Reach,
): Promise<Pick<Queue, "groups" | "testers">> {
  if (reach !== "all") return { groups: [], testers: [] };
  const groups = await reader
    .select({ id: qaGroups.id, name: qaGroups.name, limit: qaGroups.limit })
    .from(qaGroups)
    .where(isNull(qaGroups.archivedAt))
    .orderBy(asc(sql`lower(${qaGroups.name})`));
  const ids = groups.map(({ id }) => id);
  const [inTest, members] = [await loadInTest(reader, ids), await loadMembers(reader, ids)];
  return {
    groups: groups.map((group) => ({
      ...group,
      inTest: inTest.get(group.id) ?? [],
      isOwn: (members.get(group.id) ?? []).some(({ id }) => id === member.personId),
    })),
    testers: await loadTesters(reader),
  };
}
