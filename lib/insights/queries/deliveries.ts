import { and, desc, eq, gte, isNotNull, lt, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { deployments, environments, releases, rollbacks, services } from "@/db/schema";
import { deliveriesByStep, type EndedDeployment, measuresOf } from "@/lib/domain/insights/deliveries";
import { type InsightScope, ofServices } from "./insight-scope";

/** Two periods of the busiest installation we know of; beyond it the oldest are left out. */
const most = 25_000;

/** The four DORA measures of one environment in the period and in the one before it, and what happened in each step. */
export async function loadDeliveries(reader: Reader, scope: InsightScope) {
  const environment = await findEnvironment(reader, scope);
  if (environment === undefined) return null;
  const { range, before } = scope.period;
  const ended = await loadEnded(reader, scope, environment.id);
  return {
    environment,
    measures: measuresOf(ended, range),
    before: measuresOf(ended, before),
    steps: deliveriesByStep(ended, scope.period),
    isCutOff: ended.length === most,
  };
}

/** The one that was chosen, or the last stop of the path: where what is deployed reaches its users. */
async function findEnvironment(reader: Reader, { environmentId }: InsightScope) {
  const [found] = await reader
    .select({ id: environments.id, name: environments.name })
    .from(environments)
    .where(environmentId === undefined ? undefined : eq(environments.id, environmentId))
    .orderBy(desc(environments.position))
    .limit(1);
  return found;
}

async function loadEnded(reader: Reader, scope: InsightScope, environmentId: string): Promise<EndedDeployment[]> {
  const back = reader
    .selectDistinctOn([rollbacks.deploymentId], {
      deploymentId: rollbacks.deploymentId,
      was: rollbacks.deploymentWas,
      requestedAt: rollbacks.requestedAt,
      // The first try says when it turned out bad; the way back may have taken a second one.
      rolledBackAt: sql<Date | null>`min(${rollbacks.finishedAt}) filter (where ${rollbacks.status} = 'rolled_back')
        over (partition by ${rollbacks.deploymentId})`
        .mapWith(rollbacks.finishedAt)
        .as("rolled_back_at"),
    })
    .from(rollbacks)
    .orderBy(rollbacks.deploymentId, rollbacks.requestedAt)
    .as("back");
  const rows = await reader
    .select({
      id: deployments.id,
      serviceId: services.id,
      service: services.name,
      version: releases.version,
      status: deployments.status,
      endedAt: deployments.finishedAt,
      was: back.was,
      requestedAt: back.requestedAt,
      rolledBackAt: back.rolledBackAt,
      firstBuildAt:
        sql<Date>`(select min(built.created_at) from builds built where built.release_id = ${releases.id})`.mapWith(
          deployments.createdAt,
        ),
    })
    .from(deployments)
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .leftJoin(back, eq(back.deploymentId, deployments.id))
    .where(
      and(
        eq(deployments.environmentId, environmentId),
        isNotNull(deployments.finishedAt),
        gte(deployments.finishedAt, scope.period.before.start),
        lt(deployments.finishedAt, scope.period.range.end),
        ofServices(scope),
      ),
    )
    .orderBy(desc(deployments.finishedAt))
    .limit(most);
  return rows.flatMap(({ status, endedAt, was, requestedAt, rolledBackAt, service, version, ...row }) => {
    if (endedAt === null) return [];
    const arrived = status === "succeeded" || was === "succeeded";
    const failedAt = status === "succeeded" ? null : was === "succeeded" ? requestedAt : endedAt;
    return [{ ...row, name: `${service} ${version}`, arrived, endedAt, failedAt, rolledBackAt: rolledBackAt ?? null }];
  });
}
