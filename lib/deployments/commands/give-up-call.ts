import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { finishDeployments } from "./finish-deployments";
import { lockDeployments } from "./lock-deployments";

/**
 * Ends a deployment whose slot is over before its call was accepted: nothing is sent after that (case 26). One that was
 * accepted, reported or ended meanwhile, or whose last call is still under way, is left alone.
 */
export async function giveUpCall(tx: Tx, actor: Actor, deploymentId: string, now: Date): Promise<void> {
  const [deployment] = await lockDeployments(tx, [deploymentId]);
  if (deployment === undefined || now < deployment.callUntil) return;
  const { status, acceptedAt, callLeaseUntil } = deployment;
  const waits = (status === "pending" || status === "calling") && acceptedAt === null;
  if (!waits || (callLeaseUntil !== null && callLeaseUntil > now)) return;
  const message = "The slot ended before the receiver had accepted the call.";
  await finishDeployments(tx, actor, [{ deployment, status: "failed", message }], now);
}
