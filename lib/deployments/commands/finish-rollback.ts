import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { deployments, environments, releases, rollbacks } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { type DeploymentEvent, deploymentTransitions } from "@/lib/domain/deployment-state";
import { nextState } from "@/lib/domain/state-machine";
import { removeJobs } from "@/lib/jobs/enqueue";
import { type LockedRollback, rollbackSubject } from "./lock-rollback";

export type RollbackEnding = "rolled_back" | "failed" | "timed_out";

const events: Record<RollbackEnding, DeploymentEvent> = {
  rolled_back: "rollback_finished",
  failed: "rollback_failed",
  timed_out: "timed_out",
};

/**
 * Ends a rollback that the caller has locked, and with it the deployment: it is rolled back, or nobody knows what runs and people must
 * look (`failed`, `timed_out`; it may be tried once more). A release that had arrived at the last stop of its path is rolled back too.
 */
export async function finishRollback(
  tx: Tx,
  actor: Actor,
  rollback: LockedRollback,
  ending: RollbackEnding,
  message: string,
  now: Date,
): Promise<void> {
  const { id, deploymentId, releaseId, slotId, environmentName } = rollback;
  const status = nextState(deploymentTransitions, "rolling_back", events[ending]);
  if (status === undefined) throw new Error("a deployment has no way out of its rollback");
  await tx
    .update(rollbacks)
    .set({ status: ending, message, finishedAt: now, callLeaseUntil: null, nextCallAt: null })
    .where(eq(rollbacks.id, id));
  await tx
    .update(deployments)
    .set({ status, message: ending === "rolled_back" ? message : `The rollback did not succeed. ${message}`.trim() })
    .where(and(eq(deployments.id, deploymentId), eq(deployments.status, "rolling_back")));
  const isReleaseBack = ending === "rolled_back" && (await takeReleaseBack(tx, rollback, now));
  await removeJobs(tx, [`rollback:${id}`, `expire_rollback:${id}`]);
  const entry: AuditEntry = {
    action: ending === "rolled_back" ? "deployment.rolled_back" : "deployment.rollback_failed",
    subject: rollbackSubject(rollback),
    releaseId,
    data: { slotId, rollbackId: id, environment: environmentName, message },
  };
  await recordAudit(tx, actor, now, entry);
  await announce(
    tx,
    { noun: "deployments", id: deploymentId },
    // Slots that waited for the end of the rollback look again.
    { noun: "slots" },
    ...(isReleaseBack ? [{ noun: "releases" as const, id: releaseId }] : []),
  );
}

/** A release's status speaks of the last stop of its path alone. */
async function takeReleaseBack(tx: Tx, { releaseId, environmentId }: LockedRollback, now: Date): Promise<boolean> {
  const [last] = await tx
    .select({ id: environments.id })
    .from(environments)
    .orderBy(desc(environments.position))
    .limit(1);
  if (last?.id !== environmentId) return false;
  const rows = await tx
    .update(releases)
    .set({ status: "rolled_back", statusSince: now })
    .where(and(eq(releases.id, releaseId), eq(releases.status, "released")))
    .returning({ id: releases.id });
  return rows.length > 0;
}
