import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { formatInstant } from "@/lib/time/format";
import { finishDeployments } from "./finish-deployments";
import { lockDeployments } from "./lock-deployments";

/**
 * Ends a deployment whose final report did not come in time: `timed_out`. What the receiver really did nobody knows, so the
 * release counts as failed and people must look. One that has ended, or may still be reported, is left alone.
 */
export async function expireDeployment(tx: Tx, actor: Actor, deploymentId: string, now: Date): Promise<void> {
  const [deployment] = await lockDeployments(tx, [deploymentId]);
  if (deployment === undefined) return;
  const { status, reportUntil } = deployment;
  if ((status !== "calling" && status !== "running") || reportUntil === null || now < reportUntil) return;
  const message = `No final report came by ${formatInstant(reportUntil, "UTC")}.`;
  await finishDeployments(tx, actor, [{ deployment, status: "timed_out", message }], now);
}
