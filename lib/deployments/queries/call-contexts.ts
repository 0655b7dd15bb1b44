import { eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { builds, deployments, environments, releases, services, slots, targets } from "@/db/schema";

/** Everything one attempt needs to know, for many deployments in one statement. */
export async function loadCallContexts(reader: Reader, deploymentIds: readonly string[]) {
  return await reader
    .select({
      id: deployments.id,
      status: deployments.status,
      acceptedAt: deployments.acceptedAt,
      callUntil: deployments.callUntil,
      callLeaseUntil: deployments.callLeaseUntil,
      webhookId: deployments.webhookId,
      fencingNumber: deployments.fencingNumber,
      openedAt: slots.openedAt,
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
      slot: { id: slots.id, during: slots.during },
    })
    .from(deployments)
    .innerJoin(targets, eq(targets.id, deployments.targetId))
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .innerJoin(environments, eq(environments.id, deployments.environmentId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(builds, eq(builds.id, deployments.buildId))
    .innerJoin(slots, eq(slots.id, deployments.slotId))
    .where(inArray(deployments.id, [...deploymentIds]));
}

export type CallContext = Awaited<ReturnType<typeof loadCallContexts>>[number];
