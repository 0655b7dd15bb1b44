import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { handoffs, releases } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { liveHandoffStates } from "@/lib/domain/handoff-state";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ReleaseState } from "@/lib/domain/release-state";
import { tell } from "@/lib/notices/tell";
import type { LockedRelease } from "@/lib/releases/queries/locked-release";

/**
 * Writes a status that was decided, as a compare-and-set on the one it was decided from, with its audit row. The caller holds the
 * lock, so `conflict` means that a writer somewhere went round it.
 */
export async function advanceRelease(
  tx: Tx,
  actor: Member,
  release: LockedRelease,
  to: ReleaseState,
  audit: Pick<AuditEntry, "action" | "data">,
  now: Date,
): Promise<Result<{ status: ReleaseState }>> {
  const written = await tx
    .update(releases)
    .set({ status: to, statusSince: now, updatedAt: now })
    .where(and(eq(releases.id, release.id), eq(releases.status, release.status)))
    .returning({ id: releases.id });
  if (written.length === 0) return refuse("conflict", "Somebody changed the release at the same moment. Try again.");
  const subject = { kind: "release", id: release.id, name: release.name };
  await recordAudit(tx, actor, now, { ...audit, subject, releaseId: release.id });
  await announce(tx, { noun: "releases", id: release.id });
  return accept({ status: to });
}

/**
 * Ends the turn that a build still has with QA, as withdrawn. A release that goes back or leaves must not keep an acceptance that
 * would let its old build through the QA gate. Whoever has it in test is told why.
 */
export async function withdrawLiveHandoff(
  tx: Tx,
  actor: Member,
  release: LockedRelease,
  reason: string,
  now: Date,
): Promise<void> {
  const ended = await tx
    .update(handoffs)
    .set({ status: "withdrawn", endedAt: now, updatedAt: now })
    .where(and(eq(handoffs.releaseId, release.id), inArray(handoffs.status, [...liveHandoffStates])))
    .returning({ id: handoffs.id, testerId: handoffs.testerId, verdict: handoffs.verdict });
  for (const { id, testerId, verdict } of ended) {
    await tell(tx, actor, now, {
      to: [verdict === null ? testerId : null],
      kind: "test_ended",
      subject: { noun: "queue", id },
      params: { build: release.name, reason: `${actor.name} withdrew the release: ${reason}` },
    });
    await announce(tx, { noun: "handoffs", id });
  }
}
