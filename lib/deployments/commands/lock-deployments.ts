import { asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { deployments, environments, releases, services, targets } from "@/db/schema";

/**
 * Locks these deployments, always in the same order so that two batches never wait for each other, and returns them with what
 * decides on them and what the audit log calls them.
 */
export async function lockDeployments(tx: Tx, deploymentIds: readonly string[]) {
  return await tx
    .select({
      id: deployments.id,
      slotId: deployments.slotId,
      releaseId: deployments.releaseId,
      environmentId: deployments.environmentId,
      targetId: deployments.targetId,
      status: deployments.status,
      acceptedAt: deployments.acceptedAt,
      callUntil: deployments.callUntil,
      callLeaseUntil: deployments.callLeaseUntil,
      reportUntil: deployments.reportUntil,
      serviceName: services.name,
      version: releases.version,
      environmentName: environments.name,
      successBy: targets.successBy,
      reportTimeoutSeconds: targets.reportTimeoutSeconds,
    })
    .from(deployments)
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(environments, eq(environments.id, deployments.environmentId))
    .innerJoin(targets, eq(targets.id, deployments.targetId))
    .where(inArray(deployments.id, [...deploymentIds]))
    .orderBy(asc(deployments.id))
    .for("no key update", { of: deployments });
}

export type LockedDeployment = Awaited<ReturnType<typeof lockDeployments>>[number];

/** What the audit log calls a deployment. */
export function deploymentSubject(deployment: LockedDeployment) {
  const { id, serviceName, version, environmentName } = deployment;
  return { kind: "deployment", id, name: `${serviceName} ${version} to ${environmentName}` };
}
