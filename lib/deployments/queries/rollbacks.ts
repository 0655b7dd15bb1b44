import { asc, desc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { deployments, people, releases, rollbackDeliveries, rollbackReports, rollbacks } from "@/db/schema";

/** Every way back from a deployment, newest first, each with its attempts and reports. Three statements, one where there is none. */
export async function listRollbacks(reader: Reader, deploymentId: string) {
  const before = alias(deployments, "before");
  const rows = await reader
    .select({
      id: rollbacks.id,
      status: rollbacks.status,
      deploymentWas: rollbacks.deploymentWas,
      reason: rollbacks.reason,
      requestedBy: people.name,
      requestedAt: rollbacks.requestedAt,
      fencingNumber: rollbacks.fencingNumber,
      webhookId: rollbacks.webhookId,
      callUntil: rollbacks.callUntil,
      nextCallAt: rollbacks.nextCallAt,
      acceptedAt: rollbacks.acceptedAt,
      reportUntil: rollbacks.reportUntil,
      runningAt: rollbacks.runningAt,
      finishedAt: rollbacks.finishedAt,
      message: rollbacks.message,
      previousVersion: releases.version,
    })
    .from(rollbacks)
    .innerJoin(people, eq(people.id, rollbacks.requestedBy))
    .leftJoin(before, eq(before.id, rollbacks.previousDeploymentId))
    .leftJoin(releases, eq(releases.id, before.releaseId))
    .where(eq(rollbacks.deploymentId, deploymentId))
    .orderBy(desc(rollbacks.requestedAt), desc(rollbacks.id));
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const attempts = await reader
    .select({
      rollbackId: rollbackDeliveries.rollbackId,
      id: rollbackDeliveries.id,
      number: rollbackDeliveries.attempt,
      url: rollbackDeliveries.url,
      requestBody: rollbackDeliveries.requestBody,
      sentAt: rollbackDeliveries.sentAt,
      answeredAt: rollbackDeliveries.answeredAt,
      statusCode: rollbackDeliveries.statusCode,
      responseExcerpt: rollbackDeliveries.responseExcerpt,
      error: rollbackDeliveries.error,
    })
    .from(rollbackDeliveries)
    .where(inArray(rollbackDeliveries.rollbackId, ids))
    .orderBy(asc(rollbackDeliveries.attempt));
  const reports = await reader
    .select()
    .from(rollbackReports)
    .where(inArray(rollbackReports.rollbackId, ids))
    .orderBy(asc(rollbackReports.receivedAt));
  const attemptsOf = groupRows(attempts, (row) => row.rollbackId);
  const reportsOf = groupRows(reports, (row) => row.rollbackId);
  return rows.map((row) => ({
    ...row,
    attempts: (attemptsOf.get(row.id) ?? []).map(({ rollbackId: _, ...attempt }) => attempt),
    reports: (reportsOf.get(row.id) ?? []).map(({ rollbackId: _, ...report }) => report),
  }));
}
