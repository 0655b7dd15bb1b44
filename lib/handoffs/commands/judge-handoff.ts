import type { Tx } from "@/db/client";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import { decideVerdict } from "@/lib/domain/handoff";
import type { Result } from "@/lib/domain/refusal";
import type { AcceptInput, RejectInput } from "@/lib/handoffs/input";
import { lockHandoff } from "@/lib/handoffs/queries/locked-handoff";
import { moveRelease, writeHandoff } from "./write-handoff";

/**
 * QA's yes to exactly this build: the release may leave with it (rule 4). Refuses with `not_found`, `forbidden` (another team's),
 * `own_work`, `claimed_by_another`, and `wrong_state` when it is not in test; also when a newer build was handed over a moment
 * ago, because both hold the release's lock and the newer build supersedes this turn.
 */
export async function acceptHandoff(
  tx: Tx,
  actor: Member,
  { handoffId, note }: AcceptInput,
  now: Date,
): Promise<Result<{ handoffId: string }>> {
  const locked = await lockHandoff(tx, handoffId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, "handoff.judge", locked.value.release.teamId);
  if (!reached.ok) return reached;
  const decided = decideVerdict(locked.value, { id: actor.personId, name: actor.name }, "accepted");
  if (!decided.ok) return decided;
  const moved = await moveRelease(tx, locked.value.release, "build_accepted", now);
  if (!moved.ok) return moved;
  const columns = { status: decided.value, verdict: "accepted" as const, decidedAt: now, reason: note };
  const audit = { action: "handoff.accepted", data: note === "" ? {} : { note } } as const;
  return writeHandoff(tx, actor, locked.value, columns, audit, now);
}

/**
 * QA's no, with what is wrong: the release goes back to its developers and nothing ships over it until a newer build is handed over
 * (case 18). Refuses as `acceptHandoff` does.
 */
export async function rejectHandoff(
  tx: Tx,
  actor: Member,
  { handoffId, category, severity, reason }: RejectInput,
  now: Date,
): Promise<Result<{ handoffId: string }>> {
  const locked = await lockHandoff(tx, handoffId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, "handoff.judge", locked.value.release.teamId);
  if (!reached.ok) return reached;
  const decided = decideVerdict(locked.value, { id: actor.personId, name: actor.name }, "rejected");
  if (!decided.ok) return decided;
  const moved = await moveRelease(tx, locked.value.release, "build_rejected", now);
  if (!moved.ok) return moved;
  const columns = {
    status: decided.value,
    verdict: "rejected" as const,
    decidedAt: now,
    endedAt: now,
    category,
    severity,
    reason,
  };
  const audit = { action: "handoff.rejected", data: { category, severity, reason } } as const;
  return writeHandoff(tx, actor, locked.value, columns, audit, now);
}
