import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { builds, deployments, environments, releases, rollbacks, services, targets } from "@/db/schema";

/** Everything one attempt of a rollback's call needs to know. One statement; `undefined`: there is no such rollback. */
export async function loadRollbackContext(reader: Reader, rollbackId: string) {
  const before = alias(deployments, "before");
  const beforeRelease = alias(releases, "before_release");
  const beforeBuild = alias(builds, "before_build");
  const [row] = await reader
    .select({
      id: rollbacks.id,
      deploymentId: rollbacks.deploymentId,
      status: rollbacks.status,
      reason: rollbacks.reason,
      requestedAt: rollbacks.requestedAt,
      acceptedAt: rollbacks.acceptedAt,
      callUntil: rollbacks.callUntil,
      callLeaseUntil: rollbacks.callLeaseUntil,
      webhookId: rollbacks.webhookId,
      fencingNumber: rollbacks.fencingNumber,
      target: {
        url: targets.url,
        secretSealed: targets.secretSealed,
        previousSecretSealed: targets.previousSecretSealed,
        previousSecretUntil: targets.previousSecretUntil,
        callTimeoutSeconds: targets.callTimeoutSeconds,
      },
      service: { id: services.id, name: services.name },
      environment: { id: environments.id, name: environments.name },
      release: { id: releases.id, version: releases.version, kind: releases.kind },
      build: {
        id: builds.id,
        number: builds.number,
        commitSha: builds.commitSha,
        artifactDigest: builds.artifactDigest,
      },
      previous: {
        releaseId: beforeRelease.id,
        version: beforeRelease.version,
        number: beforeBuild.number,
        artifactDigest: beforeBuild.artifactDigest,
      },
    })
    .from(rollbacks)
    .innerJoin(deployments, eq(deployments.id, rollbacks.deploymentId))
    .innerJoin(targets, eq(targets.id, deployments.targetId))
    .innerJoin(services, eq(services.id, rollbacks.serviceId))
    .innerJoin(environments, eq(environments.id, rollbacks.environmentId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(builds, eq(builds.id, deployments.buildId))
    .leftJoin(before, eq(before.id, rollbacks.previousDeploymentId))
    .leftJoin(beforeRelease, eq(beforeRelease.id, before.releaseId))
    .leftJoin(beforeBuild, eq(beforeBuild.id, before.buildId))
    .where(eq(rollbacks.id, rollbackId));
  return row;
}

export type RollbackContext = NonNullable<Awaited<ReturnType<typeof loadRollbackContext>>>;
