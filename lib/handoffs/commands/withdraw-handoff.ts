import type { Tx } from "@/db/client";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import { decideHandoffWithdrawal } from "@/lib/domain/handoff";
import type { Result } from "@/lib/domain/refusal";
import type { WithdrawInput } from "@/lib/handoffs/input";
import { lockHandoff } from "@/lib/handoffs/queries/locked-handoff";
import { tell } from "@/lib/notices/tell";
import { moveRelease, writeHandoff } from "./write-handoff";

/**
 * The developers take a build back before QA has judged it; the release is with them again, and whoever has it in test
 * is told why. Refuses with `not_found`, `forbidden`
 * (another team's) and `wrong_state` (judged, superseded or withdrawn already).
 */
export async function withdrawHandoff(
  tx: Tx,
  actor: Member,
  { handoffId, reason }: WithdrawInput,
  now: Date,
): Promise<Result<{ handoffId: string }>> {
  const locked = await lockHandoff(tx, handoffId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, "release.write", locked.value.release.teamId);
  if (!reached.ok) return reached;
  const decided = decideHandoffWithdrawal(locked.value);
  if (!decided.ok) return decided;
  const moved = await moveRelease(tx, locked.value.release, "handoff_withdrawn", now);
  if (!moved.ok) return moved;
  const { name: build, testerId } = locked.value;
  await tell(tx, actor, now, {
    to: [testerId],
    kind: "test_ended",
    subject: { noun: "queue", id: handoffId },
    params: { build, reason: `${actor.name} took it back: ${reason}` },
  });
  const audit = { action: "handoff.withdrawn", data: { reason } } as const;
  return writeHandoff(tx, actor, locked.value, { status: decided.value, endedAt: now, reason }, audit, now);
}
