import { asc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { qaGroupScopes, qaGroups, services, teams } from "@/db/schema";
import { type Member, may, readScope } from "@/lib/auth/actor";
import type { Groups } from "@/lib/groups/input";
import { loadInTest, loadMembers } from "./service-groups";
import { loadTesters } from "./testers";

/**
 * Every group with its members, its services and what it has in test, and what groups can be made of. Groups reach over teams, so who
 * may read only some teams' plans reads none of it.
 */
export async function loadGroups(reader: Reader, member: Member): Promise<Groups> {
  if (readScope(member) !== "all") {
    return { groups: [], testers: [], ungrouped: [], teams: [], services: [], mayManage: false };
  }
  const rows = await reader
    .select({ id: qaGroups.id, name: qaGroups.name, limit: qaGroups.limit, offerMinutes: qaGroups.offerMinutes })
    .from(qaGroups)
    .where(isNull(qaGroups.archivedAt))
    .orderBy(asc(sql`lower(${qaGroups.name})`));
  const ids = rows.map((row) => row.id);
  const [members, inTest] = [await loadMembers(reader, ids), await loadInTest(reader, ids)];
  const scopes = await loadScopes(reader);
  const allTeams = await reader.select({ id: teams.id, name: teams.name }).from(teams).orderBy(asc(teams.name));
  const allServices = await reader
    .select({ id: services.id, name: services.name, teamId: services.teamId })
    .from(services)
    .where(isNull(services.archivedAt))
    .orderBy(asc(sql`lower(${services.name})`));
  const named = new Set(scopes.flatMap(({ teamId, serviceId }) => [teamId, serviceId]));
  return {
    groups: rows.map((group) => {
      const own = scopes.filter((scope) => scope.groupId === group.id);
      return {
        ...group,
        members: members.get(group.id) ?? [],
        teams: own.flatMap(({ teamId, teamName }) => (teamId && teamName ? [{ id: teamId, name: teamName }] : [])),
        services: own.flatMap(({ serviceId, serviceName }) =>
          serviceId && serviceName ? [{ id: serviceId, name: serviceName }] : [],
        ),
        inTest: inTest.get(group.id) ?? [],
      };
    }),
    testers: await loadTesters(reader),
    ungrouped: allServices
      .filter(({ id, teamId }) => !named.has(id) && !named.has(teamId))
      .map(({ id, name }) => ({ id, name })),
    teams: allTeams,
    services: allServices.map(({ id, name }) => ({ id, name })),
    mayManage: may(member, "policy.manage", null),
  };
}

async function loadScopes(reader: Reader) {
  const [team, service] = [alias(teams, "team"), alias(services, "service")];
  return reader
    .select({
      groupId: qaGroupScopes.groupId,
      teamId: team.id,
      teamName: team.name,
      serviceId: service.id,
      serviceName: service.name,
    })
    .from(qaGroupScopes)
    .leftJoin(team, eq(team.id, qaGroupScopes.teamId))
    .leftJoin(service, eq(service.id, qaGroupScopes.serviceId))
    .orderBy(asc(team.name), asc(service.name));
}
