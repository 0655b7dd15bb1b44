import type { Tx } from "@/db/client";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import type { Result } from "@/lib/domain/refusal";
import { decideRelease } from "@/lib/domain/release";
import type { ReleaseState } from "@/lib/domain/release-state";
import type { EndReleaseInput } from "@/lib/releases/input";
import { lockRelease } from "@/lib/releases/queries/locked-release";
import { advanceRelease, withdrawLiveHandoff } from "./advance-release";

/**
 * After a failed deployment: back to its developers, who hand over a newer build. The acceptance of the build that failed ends
 * with it. Refuses with `not_found`, `forbidden` (another team's) and `wrong_state` (it has not failed).
 */
export async function sendReleaseBack(
  tx: Tx,
  actor: Member,
  { releaseId, reason }: EndReleaseInput,
  now: Date,
): Promise<Result<{ status: ReleaseState }>> {
  const locked = await lockRelease(tx, releaseId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, "release.write", locked.value.teamId);
  if (!reached.ok) return reached;
  const decided = decideRelease(locked.value, "sent_back");
  if (!decided.ok) return decided;
  await withdrawLiveHandoff(tx, actor, locked.value, reason, now);
  const audit = { action: "release.sent_back", data: { reason } } as const;
  return advanceRelease(tx, actor, locked.value, decided.value, audit, now);
}
