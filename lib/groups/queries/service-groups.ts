import { and, eq, isNull, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { builds, handoffs, people, qaGroupMembers, qaGroupScopes, qaGroups, releases, services } from "@/db/schema";
import type { InTest, QaGroup } from "@/lib/domain/qa-group";

/** The group that tests each of these services: the one that names it, else the one that names its team. Two statements. */
export async function loadGroupsOfServices(reader: Reader, serviceIds: string[]): Promise<Map<string, QaGroup>> {
  if (serviceIds.length === 0) return new Map();
  const rows = await reader
    .selectDistinctOn([services.id], {
      serviceId: services.id,
      id: qaGroups.id,
      name: qaGroups.name,
      limit: qaGroups.limit,
      offerMinutes: qaGroups.offerMinutes,
    })
    .from(services)
    .innerJoin(
      qaGroupScopes,
      sql`${qaGroupScopes.serviceId} = ${services.id} or ${qaGroupScopes.teamId} = ${services.teamId}`,
    )
    .innerJoin(qaGroups, and(eq(qaGroups.id, qaGroupScopes.groupId), isNull(qaGroups.archivedAt)))
    .where(anyOf(services.id, serviceIds))
    .orderBy(services.id, sql`${qaGroupScopes.serviceId} is null`);
  if (rows.length === 0) return new Map();
  const members = await loadMembers(reader, [...new Set(rows.map((row) => row.id))]);
  return new Map(
    rows.map(({ serviceId, ...group }) => [serviceId, { ...group, members: members.get(group.id) ?? [] }]),
  );
}

/** The members of these groups who can still sign in, by name. One statement. */
export async function loadMembers(
  reader: Reader,
  groupIds: string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const rows = await reader
    .select({ groupId: qaGroupMembers.groupId, id: people.id, name: people.name })
    .from(qaGroupMembers)
    .innerJoin(people, and(eq(people.id, qaGroupMembers.personId), isNull(people.disabledAt)))
    .where(anyOf(qaGroupMembers.groupId, groupIds))
    .orderBy(sql`lower(${people.name})`);
  return new Map(
    [...groupRows(rows, (row) => row.groupId)].map(([id, all]) => [id, all.map(({ groupId: _, ...member }) => member)]),
  );
}

/** What these groups have in test. One statement. */
export async function loadInTest(reader: Reader, groupIds: string[]): Promise<Map<string, InTest[]>> {
  if (groupIds.length === 0) return new Map();
  const rows = await reader
    .select({
      groupId: handoffs.groupId,
      handoffId: handoffs.id,
      name: sql<string>`${services.name} || ' ' || ${releases.version} || ' rc ' || ${builds.number}`,
      testerName: people.name,
    })
    .from(handoffs)
    .innerJoin(builds, eq(builds.id, handoffs.buildId))
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(people, eq(people.id, handoffs.testerId))
    .where(and(anyOf(handoffs.groupId, groupIds), eq(handoffs.status, "testing")))
    .orderBy(handoffs.claimedAt);
  return new Map(
    [...groupRows(rows, (row) => row.groupId ?? "")].map(([id, all]) => [
      id,
      all.map(({ groupId: _, ...held }) => held),
    ]),
  );
}

/** The group that tests a service, with how many builds it has in test now; `null` without one. Three statements. */
export async function loadGroupInTest(
  reader: Reader,
  serviceId: string,
): Promise<{ name: string; limit: number; inTest: number } | null> {
  const group = (await loadGroupsOfServices(reader, [serviceId])).get(serviceId);
  if (group === undefined) return null;
  const inTest = await loadInTest(reader, [group.id]);
  return { name: group.name, limit: group.limit, inTest: inTest.get(group.id)?.length ?? 0 };
}
