import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { deliveries, deployments, environments, releases, services, slots, teams } from "@/db/schema";
import type { ListDeploymentsInput } from "@/lib/deployments/input";
import type { Reach } from "@/lib/domain/permission";

/** Milliseconds from the slot's start to the instant its first call went out; null while there was none. */
const latenessMillis = sql<number | null>`(
  extract(epoch from (select min(${deliveries.sentAt}) from ${deliveries} where ${deliveries.deploymentId} = ${deployments.id})
    - lower(${slots.during})) * 1000)::int`;

/** Rows that stand behind this one in the list. */
const behind = (id: string) => sql`(${deployments.createdAt}, ${deployments.id}) < (
  select last.created_at, last.id from ${deployments} last where last.id = ${id})`;

/** One page of deployments in reach, newest first. */
export async function listDeployments(reader: Reader, reach: Reach, input: ListDeploymentsInput) {
  const { status, serviceId, environmentId, releaseId, cursor, limit } = input;
  const conditions: (SQL | undefined)[] = [
    reach === "all" ? undefined : inArray(services.teamId, [...reach]),
    status && eq(deployments.status, status),
    serviceId === undefined ? undefined : eq(deployments.serviceId, serviceId),
    environmentId === undefined ? undefined : eq(deployments.environmentId, environmentId),
    releaseId === undefined ? undefined : eq(deployments.releaseId, releaseId),
    cursor === undefined ? undefined : behind(cursor),
  ];
  const rows = await reader
    .select({
      id: deployments.id,
      status: deployments.status,
      message: deployments.message,
      fencingNumber: deployments.fencingNumber,
      createdAt: deployments.createdAt,
      acceptedAt: deployments.acceptedAt,
      nextCallAt: deployments.nextCallAt,
      finishedAt: deployments.finishedAt,
      latenessMillis,
      service: { id: services.id, name: services.name },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      release: { id: releases.id, version: releases.version, kind: releases.kind },
      slot: { id: slots.id, during: slots.during },
    })
    .from(deployments)
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .innerJoin(environments, eq(environments.id, deployments.environmentId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(slots, eq(slots.id, deployments.slotId))
    .where(and(...conditions))
    .orderBy(desc(deployments.createdAt), desc(deployments.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { deployments: page, nextCursor: rows.length > limit ? page.at(-1)?.id : undefined };
}

/** What the list can be filtered by: the services in reach and every environment on the path. */
export async function loadDeploymentFilters(reader: Reader, reach: Reach) {
  const inReach = reach === "all" ? undefined : inArray(services.teamId, [...reach]);
  const known = await reader
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(inReach)
    .orderBy(asc(services.name));
  const stops = await reader
    .select({ id: environments.id, name: environments.name })
    .from(environments)
    .orderBy(asc(environments.position));
  return { services: known, environments: stops };
}
