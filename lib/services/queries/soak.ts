import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, people, services, soakRules } from "@/db/schema";
import { type Member, may, readScope } from "@/lib/auth/actor";
import type { SoakRules } from "@/lib/services/input";

/** Every soak time along the path, the general one of an environment before those of single services. */
export async function loadSoakRules(reader: Reader, member: Member): Promise<SoakRules> {
  const reach = readScope(member);
  const visible = reach === "all" ? undefined : reach.length === 0 ? sql`false` : inArray(services.teamId, [...reach]);
  const rows = await reader
    .select({
      environment: { id: environments.id, name: environments.name },
      service: { id: services.id, name: services.name },
      ruleServiceId: soakRules.serviceId,
      minutes: soakRules.minutes,
      hotfixesExempt: soakRules.hotfixesExempt,
      setBy: people.name,
    })
    .from(soakRules)
    .innerJoin(environments, eq(environments.id, soakRules.environmentId))
    .leftJoin(services, and(eq(services.id, soakRules.serviceId), visible))
    .leftJoin(people, eq(people.id, soakRules.setBy))
    .orderBy(asc(environments.position), sql`${soakRules.serviceId} is not null`, asc(services.name));
  return {
    // A rule of a service that the member may not see is none to them.
    rules: rows
      .filter(({ ruleServiceId, service }) => ruleServiceId === null || service !== null)
      .map(({ ruleServiceId: _, ...rule }) => rule),
    environments: await reader
      .select({ id: environments.id, name: environments.name })
      .from(environments)
      .orderBy(asc(environments.position)),
    services: await reader
      .select({ id: services.id, name: services.name })
      .from(services)
      .where(and(isNull(services.archivedAt), visible))
      .orderBy(asc(sql`lower(${services.name})`)),
    mayManage: may(member, "policy.manage", null),
  };
}
