import type { Database, Tx } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import { acceptReport } from "@/lib/deployments/commands/accept-report";
import type { DeploymentFact } from "@/lib/domain/inbound/fact";
import { isLate } from "@/lib/inbound/queries/marks";
import { findCommit } from "@/lib/inbound/queries/said-before";
import { findDeployment } from "@/lib/inbound/queries/what-was-made";
import { toleranceSeconds } from "@/lib/webhooks/signature";
import { setMark } from "./mark";
import { applied, duplicate, ignored, late, type Mapped, type Outcome, type Receiving, refused } from "./outcome";

const over = ["succeeded", "failed", "timed_out", "rolling_back", "rolled_back"];

/** How far the sender's clock may be off, as for signatures. */
const clockToleranceMs = toleranceSeconds * 1_000;

/**
 * Takes a deployment's status as the report of one that Signalbox has called for. It opens nothing: a deployment that no slot asked for
 * has no row here, and its status means nothing. Nor does what is older than the deployment: a second attempt must not end by the first
 * one's word, which came late or was replayed.
 */
export async function applyDeployment(
  tx: Tx,
  { source, actor, eventId, correlation, now }: Receiving,
  { serviceId, serviceName }: Mapped,
  fact: DeploymentFact & { subject: string; commitSha?: string; artifactDigest?: string; at: Date },
): Promise<Outcome> {
  const { environment, status } = fact;
  const commitSha =
    fact.commitSha ?? (await findCommit(tx, source.id, { correlation, artifactDigest: fact.artifactDigest }));
  const deployment = await findDeployment(tx, serviceId, environment, { ...fact, commitSha });
  if (deployment === undefined)
    return ignored(`Signalbox has started no deployment of this build of ${serviceName} to “${environment}”.`);
  if (status === "requested") return ignored("A deployment that is only asked for changes nothing; its status will.");
  const { at } = fact;
  if (at.getTime() < deployment.startedAt.getTime() - clockToleranceMs)
    return late(`It speaks of a time before the deployment of ${deployment.name} began: it is of an earlier one.`);
  if (over.includes(deployment.status) || (await isLate(tx, source.id, fact.subject, at)))
    return late(`The deployment of ${deployment.name} is ${deployment.status.replace("_", " ")} already.`);
  const report = { deploymentId: deployment.id, webhookId: `inbound:${eventId}`, status, message: fact.message };
  const done = await inTransaction(tx as unknown as Database, (inner) => acceptReport(inner, actor, report, now));
  if (!done.ok && deployment.status === status)
    return duplicate(`The deployment of ${deployment.name} is ${status} already.`);
  if (!done.ok)
    return done.refusal.code === "callback_replayed" ? duplicate(done.refusal.message) : refused(done.refusal.message);
  await setMark(tx, source.id, fact.subject, at);
  const { id, name, releaseId } = deployment;
  return applied({ kind: "deployment", name: `${name}: ${status}`, releaseId, deploymentId: id });
}
