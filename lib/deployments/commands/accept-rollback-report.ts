import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { rollbackReports, rollbacks } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { type RollbackEvent, type RollbackReportState, rollbackTransitions } from "@/lib/domain/rollback-state";
import { nextState } from "@/lib/domain/state-machine";
import { addJob } from "@/lib/jobs/enqueue";
import { finishRollback } from "./finish-rollback";
import { type LockedRollback, lockRollback } from "./lock-rollback";

export type RollbackReport = { rollbackId: string; webhookId: string; status: RollbackReportState; message: string };

const events: Record<RollbackReportState, RollbackEvent> = {
  running: "reported_running",
  rolled_back: "reported_rolled_back",
  failed: "reported_failed",
};

/**
 * Takes over what a receiver reports on a rollback, whose signature the caller has verified. It may overtake the answer to the call.
 * Refuses an unknown rollback (`not_found`), a report that was received already (`callback_replayed`), and one that the rollback's state
 * has no arrow for (`wrong_state`).
 */
export async function acceptRollbackReport(
  tx: Tx,
  actor: Actor,
  { rollbackId, webhookId, status, message }: RollbackReport,
  now: Date,
): Promise<Result<{ rollbackId: string; status: RollbackReportState }>> {
  const rollback = await lockRollback(tx, rollbackId);
  if (rollback === undefined) return refuse("not_found", "There is no such rollback.");
  const fresh = await tx
    .insert(rollbackReports)
    .values({ rollbackId, webhookId, status, message, receivedAt: now })
    .onConflictDoNothing()
    .returning({ webhookId: rollbackReports.webhookId });
  if (fresh.length === 0) return refuse("callback_replayed", "This report was received already.");
  if (nextState(rollbackTransitions, rollback.status, events[status]) === undefined) {
    const [is, as] = [rollback.status, status].map((word) => word.replaceAll("_", " "));
    return refuse("wrong_state", `A rollback that is ${is} cannot be reported as ${as}.`);
  }
  if (status === "running") await startRunning(tx, rollback, message, now);
  else await finishRollback(tx, actor, rollback, status, message, now);
  return accept({ rollbackId, status });
}

async function startRunning(tx: Tx, rollback: LockedRollback, message: string, now: Date): Promise<void> {
  const { id, deploymentId, acceptedAt, reportUntil, reportTimeoutSeconds } = rollback;
  // Without an answer yet nobody has set the time by which the final report must come.
  const until = reportUntil ?? new Date(now.getTime() + reportTimeoutSeconds * 1000);
  await tx
    .update(rollbacks)
    .set({
      status: "running",
      message,
      runningAt: now,
      acceptedAt: acceptedAt ?? now,
      reportUntil: until,
      callLeaseUntil: null,
      nextCallAt: null,
    })
    .where(eq(rollbacks.id, id));
  if (reportUntil === null) {
    await addJob(tx, "expire_rollback", { rollbackId: id }, { key: `expire_rollback:${id}`, runAt: until });
  }
  await announce(tx, { noun: "deployments", id: deploymentId });
}
