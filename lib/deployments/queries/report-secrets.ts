import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { deployments, targets } from "@/db/schema";
import { openSecret } from "@/lib/webhooks/secret";

/**
 * The secrets that a deployment's receiver may sign a report with: the target's own and, while a rotation overlaps, the one
 * before. `undefined`: there is no such deployment.
 */
export async function loadReportSecrets(
  reader: Reader,
  deploymentId: string,
  now: Date,
): Promise<{ targetId: string; secrets: string[] } | undefined> {
  const [target] = await reader
    .select({
      id: targets.id,
      sealed: targets.secretSealed,
      previousSealed: targets.previousSecretSealed,
      previousUntil: targets.previousSecretUntil,
    })
    .from(deployments)
    .innerJoin(targets, eq(targets.id, deployments.targetId))
    .where(eq(deployments.id, deploymentId));
  if (target === undefined) return undefined;
  const { sealed, previousSealed, previousUntil } = target;
  const overlaps = previousSealed !== null && previousUntil !== null && previousUntil > now;
  return { targetId: target.id, secrets: (overlaps ? [sealed, previousSealed] : [sealed]).map(openSecret) };
}
