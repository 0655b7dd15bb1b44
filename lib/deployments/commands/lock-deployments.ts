import { asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  deployments,
  environments,
  occurrences,
  releases,
  releaseWindows,
  services,
  slots,
  targets,
} from "@/db/schema";
import { closeColumns, closeOf } from "@/lib/deployments/queries/opening-close";

/**
 * Locks these deployments, always in the same order so that two batches never wait for each other, and returns them with what
 * decides on them and what the audit log calls them.
 */
export async function lockDeployments(tx: Tx, deploymentIds: readonly string[]) {
  const rows = await tx
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
      close: closeColumns,
    })
    .from(deployments)
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(environments, eq(environments.id, deployments.environmentId))
    .innerJoin(targets, eq(targets.id, deployments.targetId))
    .innerJoin(slots, eq(slots.id, deployments.slotId))
    .leftJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .leftJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(inArray(deployments.id, [...deploymentIds]))
    .orderBy(asc(deployments.id))
    .for("no key update", { of: deployments });
  return rows.map(({ close, ...row }) => ({ ...row, close: closeOf(close) }));
}

export type LockedDeployment = Awaited<ReturnType<typeof lockDeployments>>[number];

/** What the audit log calls a deployment. */
export function deploymentSubject(deployment: LockedDeployment) {
  const { id, serviceName, version, environmentName } = deployment;
  return { kind: "deployment", id, name: `${serviceName} ${version} to ${environmentName}` };
}
