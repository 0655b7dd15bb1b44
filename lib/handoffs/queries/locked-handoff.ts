import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { builds, handoffs, people } from "@/db/schema";
import type { HandoffFact } from "@/lib/domain/handoff";
import type { Reach } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { type LockedRelease, lockRelease } from "@/lib/releases/queries/locked-release";
import { loadBuildAuthors } from "./build-authors";

export type LockedHandoff = HandoffFact & { release: LockedRelease; buildNumber: number; round: number };

/**
 * One build's turn with QA, with its release locked (see `lockRelease`): from here on no newer build can arrive before the caller
 * has written. `not_found` outside the reader's scope.
 */
export async function lockHandoff(tx: Tx, handoffId: string, scope: Reach): Promise<Result<LockedHandoff>> {
  const [known] = await tx.select({ releaseId: handoffs.releaseId }).from(handoffs).where(eq(handoffs.id, handoffId));
  if (known === undefined) return refuse("not_found", "There is no such hand-over.");
  const locked = await lockRelease(tx, known.releaseId, scope);
  if (!locked.ok) return refuse("not_found", "There is no such hand-over.");
  const [row] = await tx
    .select({
      status: handoffs.status,
      round: handoffs.round,
      buildNumber: builds.number,
      testerId: handoffs.testerId,
      testerName: people.name,
    })
    .from(handoffs)
    .innerJoin(builds, eq(builds.id, handoffs.buildId))
    .leftJoin(people, eq(people.id, handoffs.testerId))
    .where(eq(handoffs.id, handoffId));
  if (row === undefined) throw new Error("a handoff is gone although handoffs are never deleted");
  const authors = (await loadBuildAuthors(tx, [known.releaseId])).get(known.releaseId) ?? [];
  const release = locked.value;
  return accept({ ...row, id: handoffId, name: `${release.name} rc ${row.buildNumber}`, authors, release });
}
