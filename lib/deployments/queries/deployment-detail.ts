import { and, asc, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import {
  builds,
  deliveries,
  deploymentReports,
  deployments,
  environments,
  occurrences,
  people,
  releases,
  releaseWindows,
  services,
  slots,
  targets,
  teams,
} from "@/db/schema";
import { overran } from "@/lib/domain/opening-close";
import type { Reach } from "@/lib/domain/permission";
import { closeColumns, closeOf } from "./opening-close";
import { listRollbacks } from "./rollbacks";

/**
 * One deployment with every attempt of its call and every report, or `undefined` when it does not exist or is out of reach.
 * Holds no secret: signatures are not stored, and the sealed ones stay in the table.
 */
export async function loadDeploymentDetail(reader: Reader, reach: Reach, deploymentId: string, now: Date) {
  const [deployment] = await reader
    .select({
      id: deployments.id,
      status: deployments.status,
      message: deployments.message,
      webhookId: deployments.webhookId,
      fencingNumber: deployments.fencingNumber,
      artifactDigest: deployments.artifactDigest,
      callUntil: deployments.callUntil,
      nextCallAt: deployments.nextCallAt,
      acceptedAt: deployments.acceptedAt,
      reportUntil: deployments.reportUntil,
      runningAt: deployments.runningAt,
      finishedAt: deployments.finishedAt,
      service: { id: services.id, name: services.name },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      release: {
        id: releases.id,
        version: releases.version,
        kind: releases.kind,
        status: releases.status,
        rollbackPlan: releases.rollbackPlan,
        databaseChange: releases.databaseChange,
      },
      build: { number: builds.number, commitSha: builds.commitSha },
      slot: { id: slots.id, during: slots.during, status: slots.status, openedAt: slots.openedAt },
      openedBy: people.name,
      target: { url: targets.url, successBy: targets.successBy, enabled: targets.enabled },
      close: closeColumns,
    })
    .from(deployments)
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .innerJoin(environments, eq(environments.id, deployments.environmentId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(builds, eq(builds.id, deployments.buildId))
    .innerJoin(slots, eq(slots.id, deployments.slotId))
    .innerJoin(targets, eq(targets.id, deployments.targetId))
    .leftJoin(people, eq(people.id, slots.openedBy))
    .leftJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .leftJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(and(eq(deployments.id, deploymentId), reach === "all" ? undefined : inArray(services.teamId, [...reach])));
  if (deployment === undefined) return undefined;
  const attempts = await reader
    .select({
      id: deliveries.id,
      number: deliveries.attempt,
      url: deliveries.url,
      requestBody: deliveries.requestBody,
      sentAt: deliveries.sentAt,
      answeredAt: deliveries.answeredAt,
      statusCode: deliveries.statusCode,
      responseExcerpt: deliveries.responseExcerpt,
      error: deliveries.error,
    })
    .from(deliveries)
    .where(eq(deliveries.deploymentId, deploymentId))
    .orderBy(asc(deliveries.attempt));
  const reports = await reader
    .select({
      webhookId: deploymentReports.webhookId,
      status: deploymentReports.status,
      message: deploymentReports.message,
      receivedAt: deploymentReports.receivedAt,
    })
    .from(deploymentReports)
    .where(eq(deploymentReports.deploymentId, deploymentId))
    .orderBy(asc(deploymentReports.receivedAt));
  const close = closeOf(deployment.close);
  const rollbacks = await listRollbacks(reader, deploymentId);
  return { ...deployment, close, overran: overran(close, deployment.finishedAt, now), attempts, reports, rollbacks };
}
