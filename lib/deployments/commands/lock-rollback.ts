import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { deployments, environments, releases, rollbacks, services, targets } from "@/db/schema";

/**
 * Locks a rollback and the deployment that it takes back, and returns them with what decides on them and what the audit log calls them.
 * `undefined`: there is no such rollback.
 */
export async function lockRollback(tx: Tx, rollbackId: string) {
  const [row] = await tx
    .select({
      id: rollbacks.id,
      deploymentId: rollbacks.deploymentId,
      status: rollbacks.status,
      acceptedAt: rollbacks.acceptedAt,
      callUntil: rollbacks.callUntil,
      callLeaseUntil: rollbacks.callLeaseUntil,
      reportUntil: rollbacks.reportUntil,
      slotId: deployments.slotId,
      releaseId: deployments.releaseId,
      environmentId: deployments.environmentId,
      targetId: deployments.targetId,
      serviceName: services.name,
      version: releases.version,
      environmentName: environments.name,
      successBy: targets.successBy,
      reportTimeoutSeconds: targets.reportTimeoutSeconds,
    })
    .from(rollbacks)
    .innerJoin(deployments, eq(deployments.id, rollbacks.deploymentId))
    .innerJoin(services, eq(services.id, rollbacks.serviceId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(environments, eq(environments.id, rollbacks.environmentId))
    .innerJoin(targets, eq(targets.id, deployments.targetId))
    .where(eq(rollbacks.id, rollbackId))
    .for("no key update", { of: [deployments, rollbacks] });
  return row;
}

export type LockedRollback = NonNullable<Awaited<ReturnType<typeof lockRollback>>>;

/** What the audit log calls it: the deployment that is taken back. */
export function rollbackSubject({ deploymentId, serviceName, version, environmentName }: LockedRollback) {
  return { kind: "deployment", id: deploymentId, name: `${serviceName} ${version} to ${environmentName}` };
}
