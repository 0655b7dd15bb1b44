import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { environments, slotReleases } from "@/db/schema";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import type { Result } from "@/lib/domain/refusal";
import { decideWithdrawal } from "@/lib/domain/release";
import type { ReleaseState } from "@/lib/domain/release-state";
import type { EndReleaseInput } from "@/lib/releases/input";
import { lockRelease } from "@/lib/releases/queries/locked-release";
import { advanceRelease, withdrawLiveHandoff } from "./advance-release";

/**
 * Takes a release out for good; its build's turn with QA ends too. Refuses with `not_found`, `forbidden` (another team's),
 * `wrong_state` (it is leaving or has left) and `in_use` (it stands in a live slot, which is named).
 */
export async function withdrawRelease(
  tx: Tx,
  actor: Member,
  { releaseId, reason }: EndReleaseInput,
  now: Date,
): Promise<Result<{ status: ReleaseState }>> {
  const locked = await lockRelease(tx, releaseId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, "release.write", locked.value.teamId);
  if (!reached.ok) return reached;
  // A booking that runs at this moment waits for our lock: its foreign key takes the release's row too.
  const liveSlots = await tx
    .select({
      id: slotReleases.slotId,
      environmentName: environments.name,
      zone: environments.zone,
      during: slotReleases.during,
    })
    .from(slotReleases)
    .innerJoin(environments, eq(environments.id, slotReleases.environmentId))
    .where(and(eq(slotReleases.releaseId, releaseId), eq(slotReleases.live, true)));
  const decided = decideWithdrawal(locked.value, liveSlots);
  if (!decided.ok) return decided;
  await withdrawLiveHandoff(tx, actor, locked.value, reason, now);
  const audit = { action: "release.withdrawn", data: { reason } } as const;
  return advanceRelease(tx, actor, locked.value, decided.value, audit, now);
}
