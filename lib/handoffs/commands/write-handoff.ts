import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { handoffs, releases } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideRelease } from "@/lib/domain/release";
import type { ReleaseEvent } from "@/lib/domain/release-state";
import type { LockedHandoff } from "@/lib/handoffs/queries/locked-handoff";
import type { LockedRelease } from "@/lib/releases/queries/locked-release";

type Columns = Partial<typeof handoffs.$inferInsert> & Pick<typeof handoffs.$inferInsert, "status">;

/**
 * Writes a decided step of a handoff as a compare-and-set on the state and the tester it was decided from, with its audit row.
 * The release is locked, so `conflict` means that a writer somewhere went round the lock.
 */
export async function writeHandoff(
  tx: Tx,
  actor: Actor,
  handoff: LockedHandoff,
  columns: Columns,
  audit: Pick<AuditEntry, "action" | "data">,
  now: Date,
): Promise<Result<{ handoffId: string }>> {
  const { id, release } = handoff;
  const sameTester = handoff.testerId === null ? isNull(handoffs.testerId) : eq(handoffs.testerId, handoff.testerId);
  const written = await tx
    .update(handoffs)
    .set({ ...columns, updatedAt: now })
    .where(and(eq(handoffs.id, id), eq(handoffs.status, handoff.status), sameTester))
    .returning({ id: handoffs.id });
  if (written.length === 0) return refuse("conflict", "Somebody changed the hand-over at the same moment. Try again.");
  await recordAudit(tx, actor, now, {
    action: audit.action,
    subject: { kind: "handoff", id, name: handoff.name },
    releaseId: release.id,
    data: { round: handoff.round, number: handoff.buildNumber, ...audit.data },
  });
  await announce(tx, { noun: "handoffs", id });
  return accept({ handoffId: id });
}

/** Moves the release along its table because of what happened to its build. The audit row is that of the build's own step. */
export async function moveRelease(
  tx: Tx,
  release: LockedRelease,
  event: ReleaseEvent,
  now: Date,
): Promise<Result<unknown>> {
  const decided = decideRelease(release, event);
  if (!decided.ok) return decided;
  // A newer build of a release that is with QA leaves it there, and since when it is there stays true.
  if (decided.value !== release.status) {
    await tx
      .update(releases)
      .set({ status: decided.value, statusSince: now, updatedAt: now })
      .where(eq(releases.id, release.id));
  }
  await announce(tx, { noun: "releases", id: release.id });
  return decided;
}
