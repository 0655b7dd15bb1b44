import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { deployments, environments, releases } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { addJobs } from "@/lib/jobs/enqueue";
import { type Notice, tell } from "@/lib/notices/tell";
import { closeFinishedSlots } from "./close-slots";
import { deploymentSubject, type LockedDeployment } from "./lock-deployments";

export type Ending = {
  deployment: LockedDeployment;
  status: "succeeded" | "failed" | "timed_out";
  /** What the receiver said, or why it ended. */
  message: string;
};

/**
 * Ends these deployments, which the caller has locked: the release that departed arrives or fails with its own deployment, and
 * a slot whose deployments have all ended is closed. What else was booked for a release that has arrived is left to a job to give up. One that has ended already is left as it is.
 */
export async function finishDeployments(tx: Tx, actor: Actor, endings: readonly Ending[], now: Date): Promise<void> {
  if (endings.length === 0) return;
  const wanted = endings.map(({ deployment, status, message }) => ({ id: deployment.id, status, message }));
  const { rows } = await tx.execute<{ id: string; bookedBy: string | null; builtBy: string }>(sql`
    update ${deployments} d
    set status = wanted.status, message = wanted.message, finished_at = ${now.toISOString()}::timestamptz,
      call_lease_until = null, next_call_at = null, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted(id uuid, status text, message text)
    where d.id = wanted.id and d.finished_at is null
    returning d.id, (select booked_by from slots where slots.id = d.slot_id) as "bookedBy",
      (select created_by from builds where builds.id = d.build_id) as "builtBy"`);
  const concerned = new Map(rows.map(({ id, bookedBy, builtBy }) => [id, [bookedBy, builtBy]]));
  const ended = new Set(concerned.keys());
  const ours = endings.filter(({ deployment }) => ended.has(deployment.id));
  const settled = await settleReleases(tx, ours, now);
  await recordAudit(
    tx,
    actor,
    now,
    ...ours.flatMap((ending) => entriesOf(ending, settled.has(ending.deployment.releaseId))),
  );
  await tell(tx, actor, now, ...ours.flatMap((ending) => noticesOf(ending, concerned.get(ending.deployment.id) ?? [])));
  const arrived = ours.filter(({ status }) => status === "succeeded").map(({ deployment }) => deployment.releaseId);
  await addJobs(
    tx,
    "free_slots",
    arrived
      .filter((id) => settled.has(id))
      .map((releaseId) => ({ payload: { releaseId }, key: `free_slots:${releaseId}` })),
  );
  await closeFinishedSlots(tx, actor, [...new Set(ours.map(({ deployment }) => deployment.slotId))], now);
  await announce(
    tx,
    ...ours.map(({ deployment }) => ({ noun: "deployments" as const, id: deployment.id })),
    ...[...settled].map((id) => ({ noun: "releases" as const, id })),
  );
}

/** The release's status speaks of the last stop alone. Returns those that changed. */
async function settleReleases(tx: Tx, endings: readonly Ending[], now: Date): Promise<Set<string>> {
  const last = await tx
    .select({ id: environments.id })
    .from(environments)
    .orderBy(desc(environments.position))
    .limit(1);
  const arriving = endings.filter(({ deployment }) => deployment.environmentId === last[0]?.id);
  const settled = new Set<string>();
  for (const status of ["released", "failed"] as const) {
    const ids = arriving
      .filter((ending) => (ending.status === "succeeded") === (status === "released"))
      .map(({ deployment }) => deployment.releaseId);
    if (ids.length === 0) continue;
    const rows = await tx
      .update(releases)
      .set({ status, statusSince: now })
      .where(and(inArray(releases.id, ids), eq(releases.status, "departing")))
      .returning({ id: releases.id });
    for (const { id } of rows) settled.add(id);
  }
  return settled;
}

/** What failed is told to whoever booked its slot and to whoever built it. */
function noticesOf({ deployment, status, message }: Ending, to: readonly (string | null)[]): Notice[] {
  if (status === "succeeded") return [];
  const { id, serviceName, version, environmentName: environment } = deployment;
  const subject = { noun: "deployments" as const, id };
  return [
    { to, kind: "deployment_failed", subject, params: { release: `${serviceName} ${version}`, environment, message } },
  ];
}

function entriesOf({ deployment, status, message }: Ending, releaseChanged: boolean): AuditEntry[] {
  const { releaseId, slotId, serviceName, version, environmentName } = deployment;
  const data = { slotId, environment: environmentName, message };
  const ended: AuditEntry = {
    action: `deployment.${status}`,
    subject: deploymentSubject(deployment),
    releaseId,
    data,
  };
  if (!releaseChanged) return [ended];
  const action = status === "succeeded" ? "release.arrived" : "release.failed";
  const subject = { kind: "release", id: releaseId, name: `${serviceName} ${version}` };
  return [ended, { action, subject, releaseId, data }];
}
