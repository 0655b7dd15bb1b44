import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { reportDeadline, stoppedInWords } from "@/lib/domain/opening-close";
import { addJob } from "@/lib/jobs/enqueue";
import { formatInstant } from "@/lib/time/format";
import { finishDeployments } from "./finish-deployments";
import { lockDeployments } from "./lock-deployments";

/**
 * Ends a deployment whose final report did not come in time, or which is still under way when its opening closes and the window
 * stops that (case 9): `timed_out`. What the receiver really did nobody knows, so the release counts as failed and people must
 * look. One that has ended is left alone; one that may still be reported is looked at again then, its opening having been
 * made longer meanwhile.
 */
export async function expireDeployment(tx: Tx, actor: Actor, deploymentId: string, now: Date): Promise<void> {
  const [deployment] = await lockDeployments(tx, [deploymentId]);
  if (deployment === undefined) return;
  const { status, reportUntil, close } = deployment;
  if ((status !== "calling" && status !== "running") || reportUntil === null) return;
  const deadline = reportDeadline(reportUntil, close);
  if (now < deadline) {
    await addJob(tx, "expire_deployment", { deploymentId }, { key: `expire:${deploymentId}`, runAt: deadline });
    return;
  }
  const message =
    close !== null && deadline < reportUntil
      ? stoppedInWords(close)
      : `No final report came by ${formatInstant(reportUntil, "UTC")}.`;
  await finishDeployments(tx, actor, [{ deployment, status: "timed_out", message }], now);
}
