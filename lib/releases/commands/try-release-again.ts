import type { Tx } from "@/db/client";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import type { Result } from "@/lib/domain/refusal";
import { decideRelease } from "@/lib/domain/release";
import type { ReleaseState } from "@/lib/domain/release-state";
import { lockRelease } from "@/lib/releases/queries/locked-release";
import { advanceRelease } from "./advance-release";

/**
 * After a failed deployment: the same accepted build may be booked and called again. Its acceptance stands; a new slot needs its
 * own approvals. Refuses with `not_found`, `forbidden` (another team's) and `wrong_state` (it has not failed).
 */
export async function tryReleaseAgain(
  tx: Tx,
  actor: Member,
  { releaseId }: { releaseId: string },
  now: Date,
): Promise<Result<{ status: ReleaseState }>> {
  const locked = await lockRelease(tx, releaseId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, "release.write", locked.value.teamId);
  if (!reached.ok) return reached;
  const decided = decideRelease(locked.value, "tried_again");
  if (!decided.ok) return decided;
  return advanceRelease(tx, actor, locked.value, decided.value, { action: "release.tried_again" }, now);
}
