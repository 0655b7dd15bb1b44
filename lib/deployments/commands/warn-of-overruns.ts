import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import {
  auditEvents,
  deployments,
  environments,
  occurrences,
  releases,
  releaseWindows,
  services,
  slots,
} from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { formatRange } from "@/lib/time/format";

/**
 * Writes down, once for each, that a deployment is still under way although its opening has closed, where the window wants people
 * to know (case 9). It goes on; its slot and its page say so, and the history of the opening and of the release. Several workers
 * may run it at once: each takes the deployments that no other has locked. Returns how many there were.
 */
export async function warnOfOverruns(tx: Tx, actor: Actor, now: Date): Promise<number> {
  const late = await lockLate(tx, now);
  const fresh = late.length === 0 ? [] : await withoutTold(tx, late);
  if (fresh.length === 0) return 0;
  await recordAudit(
    tx,
    actor,
    now,
    ...fresh.map(
      ({ id, slotId, releaseId, occurrenceId, during, windowName, zone, serviceName, version, environment }) => ({
        action: "occurrence.overran" as const,
        subject: { kind: "occurrence", id: occurrenceId, name: `${windowName}, ${formatRange(during, zone)}` },
        releaseId,
        data: { deploymentId: id, slotId, deployment: `${serviceName} ${version} to ${environment}` },
      }),
    ),
  );
  await announce(
    tx,
    ...fresh.map(({ id }) => ({ noun: "deployments" as const, id })),
    ...fresh.map(({ slotId }) => ({ noun: "slots" as const, id: slotId })),
  );
  return fresh.length;
}

type Late = Awaited<ReturnType<typeof lockLate>>[number];

function lockLate(tx: Tx, now: Date) {
  return tx
    .select({
      id: deployments.id,
      slotId: deployments.slotId,
      releaseId: deployments.releaseId,
      occurrenceId: occurrences.id,
      during: occurrences.during,
      windowName: releaseWindows.name,
      zone: releaseWindows.zone,
      serviceName: services.name,
      version: releases.version,
      environment: environments.name,
    })
    .from(deployments)
    .innerJoin(slots, eq(slots.id, deployments.slotId))
    .innerJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .innerJoin(environments, eq(environments.id, deployments.environmentId))
    .where(
      and(
        sql`${deployments.finishedAt} is null`,
        eq(releaseWindows.overrun, "warn"),
        sql`upper(${occurrences.during}) <= ${now.toISOString()}::timestamptz`,
      ),
    )
    .for("no key update", { of: deployments, skipLocked: true });
}

/** A statement of its own: only with the lock does it see what another worker has told a moment ago. */
async function withoutTold(tx: Tx, late: readonly Late[]): Promise<Late[]> {
  const told = await tx
    .select({ deploymentId: sql<string>`${auditEvents.data}->>'deploymentId'` })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectKind, "occurrence"),
        inArray(auditEvents.subjectId, [...new Set(late.map(({ occurrenceId }) => occurrenceId))]),
        eq(auditEvents.action, "occurrence.overran"),
      ),
    );
  const known = new Set(told.map(({ deploymentId }) => deploymentId));
  return late.filter(({ id }) => !known.has(id));
}
