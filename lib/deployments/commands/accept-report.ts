import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { deploymentReports, deployments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { type DeploymentEvent, deploymentTransitions } from "@/lib/domain/deployment-state";
import { isStopped, reportDeadline, stoppedInWords } from "@/lib/domain/opening-close";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { nextState } from "@/lib/domain/state-machine";
import { addJob } from "@/lib/jobs/enqueue";
import { finishDeployments } from "./finish-deployments";
import { deploymentSubject, type LockedDeployment, lockDeployments } from "./lock-deployments";

export type Report = {
  deploymentId: string;
  webhookId: string;
  status: "running" | "succeeded" | "failed";
  message: string;
};

const events: Record<Report["status"], DeploymentEvent> = {
  running: "reported_running",
  succeeded: "reported_succeeded",
  failed: "reported_failed",
};

/**
 * Takes over what a receiver reports, whose signature the caller has verified. A report may overtake the answer to the call:
 * it proves that the call arrived, so no further attempt is made.
 *
 * Refuses an unknown deployment (`not_found`), a report that was received already (`callback_replayed`), and one that the
 * deployment's state has no arrow for, such as `running` after `succeeded`, or which comes after the close that stopped it
 * (`wrong_state`).
 */
export async function acceptReport(
  tx: Tx,
  actor: Actor,
  report: Report,
  now: Date,
): Promise<Result<{ deploymentId: string; status: Report["status"] }>> {
  const { deploymentId, webhookId, status, message } = report;
  const [deployment] = await lockDeployments(tx, [deploymentId]);
  if (deployment === undefined) return refuse("not_found", "There is no such deployment.");
  const fresh = await tx
    .insert(deploymentReports)
    .values({ deploymentId, webhookId, status, message, receivedAt: now })
    .onConflictDoNothing()
    .returning({ webhookId: deploymentReports.webhookId });
  if (fresh.length === 0) return refuse("callback_replayed", "This report was received already.");
  const next = nextState(deploymentTransitions, deployment.status, events[status]);
  if (next === undefined) {
    return refuse("wrong_state", `A deployment that is ${deployment.status} cannot be reported as ${status}.`);
  }
  // The worker ends it within seconds; until then nothing that comes late is taken for a good end.
  if (deployment.close !== null && isStopped(deployment.close, now)) {
    return refuse("wrong_state", `${stoppedInWords(deployment.close)} The deployment counts as timed out.`);
  }
  if (status === "running") await startRunning(tx, actor, deployment, message, now);
  else await finishDeployments(tx, actor, [{ deployment, status, message }], now);
  return accept({ deploymentId, status });
}

async function startRunning(
  tx: Tx,
  actor: Actor,
  deployment: LockedDeployment,
  message: string,
  now: Date,
): Promise<void> {
  const { id, releaseId, slotId, acceptedAt, reportUntil, reportTimeoutSeconds } = deployment;
  // Without an answer yet nobody has set the time by which the final report must come.
  const until = reportUntil ?? new Date(now.getTime() + reportTimeoutSeconds * 1000);
  await tx
    .update(deployments)
    .set({
      status: "running",
      message,
      runningAt: now,
      acceptedAt: acceptedAt ?? now,
      reportUntil: until,
      callLeaseUntil: null,
      nextCallAt: null,
    })
    .where(eq(deployments.id, id));
  if (reportUntil === null) {
    const runAt = reportDeadline(until, deployment.close);
    await addJob(tx, "expire_deployment", { deploymentId: id }, { key: `expire:${id}`, runAt });
  }
  await recordAudit(tx, actor, now, {
    action: "deployment.running",
    subject: deploymentSubject(deployment),
    releaseId,
    data: { slotId, message },
  });
  await announce(tx, { noun: "deployments", id });
}
