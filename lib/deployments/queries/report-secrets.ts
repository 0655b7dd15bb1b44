import { eq, type SQL } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { deployments, rollbacks, targets } from "@/db/schema";
import { openSecret } from "@/lib/webhooks/secret";

export type ReportSecrets = { deploymentId: string; targetId: string; secrets: string[] };

/**
 * The secrets that a deployment's receiver may sign a report with: the target's own and, while a rotation overlaps, the one
 * before. `undefined`: there is no such deployment.
 */
export function loadReportSecrets(reader: Reader, deploymentId: string, now: Date): Promise<ReportSecrets | undefined> {
  return loadSecrets(reader, eq(deployments.id, deploymentId), now);
}

/** The same for a rollback: it calls the target of its deployment. */
export function loadRollbackSecrets(reader: Reader, rollbackId: string, now: Date): Promise<ReportSecrets | undefined> {
  const own = reader.select({ id: rollbacks.deploymentId }).from(rollbacks).where(eq(rollbacks.id, rollbackId));
  return loadSecrets(reader, eq(deployments.id, own), now);
}

async function loadSecrets(reader: Reader, which: SQL, now: Date): Promise<ReportSecrets | undefined> {
  const [target] = await reader
    .select({
      deploymentId: deployments.id,
      id: targets.id,
      sealed: targets.secretSealed,
      previousSealed: targets.previousSecretSealed,
      previousUntil: targets.previousSecretUntil,
    })
    .from(deployments)
    .innerJoin(targets, eq(targets.id, deployments.targetId))
    .where(which);
  if (target === undefined) return undefined;
  const { deploymentId, id, sealed, previousSealed, previousUntil } = target;
  const overlaps = previousSealed !== null && previousUntil !== null && previousUntil > now;
  const secrets = (overlaps ? [sealed, previousSealed] : [sealed]).map(openSecret);
  return { deploymentId, targetId: id, secrets };
}
