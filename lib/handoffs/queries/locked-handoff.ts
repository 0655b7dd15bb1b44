import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { builds, handoffs, people } from "@/db/schema";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import type { HandoffFact } from "@/lib/domain/handoff";
import type { Permission, Reach } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { type LockedRelease, lockRelease } from "@/lib/releases/queries/locked-release";
import { loadBuildAuthors } from "./build-authors";

export type LockedHandoff = HandoffFact & {
  release: LockedRelease;
  buildId: string;
  buildNumber: number;
  round: number;
  claimedAt: Date | null;
  handedOverBy: string;
  groupId: string | null;
};

/**
 * One build's turn with QA, with its release locked (see `lockRelease`): from here on no newer build can arrive before the caller
 * has written. `not_found` outside the reader's scope.
 */
export async function lockHandoff(tx: Tx, handoffId: string, scope: Reach): Promise<Result<LockedHandoff>> {
  const [known] = await tx.select({ releaseId: handoffs.releaseId }).from(handoffs).where(eq(handoffs.id, handoffId));
  if (known === undefined) return refuse("not_found", "There is no such hand-over.");
  const locked = await lockRelease(tx, known.releaseId, scope);
  if (!locked.ok) return refuse("not_found", "There is no such hand-over.");
  const [tester, offered] = [alias(people, "tester"), alias(people, "offered")];
  const [row] = await tx
    .select({
      status: handoffs.status,
      round: handoffs.round,
      buildId: builds.id,
      buildNumber: builds.number,
      testerId: handoffs.testerId,
      testerName: tester.name,
      claimedAt: handoffs.claimedAt,
      handedOverBy: handoffs.handedOverBy,
      groupId: handoffs.groupId,
      offeredTo: handoffs.offeredTo,
      offeredUntil: handoffs.offeredUntil,
      offeredName: offered.name,
      offeredZone: offered.zone,
    })
    .from(handoffs)
    .innerJoin(builds, eq(builds.id, handoffs.buildId))
    .leftJoin(tester, eq(tester.id, handoffs.testerId))
    .leftJoin(offered, eq(offered.id, handoffs.offeredTo))
    .where(eq(handoffs.id, handoffId));
  if (row === undefined) throw new Error("a handoff is gone although handoffs are never deleted");
  const authors = (await loadBuildAuthors(tx, [known.releaseId])).get(known.releaseId) ?? [];
  const release = locked.value;
  const { offeredTo, offeredUntil, offeredName, offeredZone, ...turn } = row;
  const offer =
    offeredTo === null || offeredUntil === null
      ? null
      : { personId: offeredTo, personName: offeredName ?? "", until: offeredUntil, zone: offeredZone ?? "UTC" };
  return accept({ ...turn, id: handoffId, name: `${release.name} rc ${row.buildNumber}`, authors, release, offer });
}

/** The same for somebody who does something to it: `forbidden` without the permission for its team. */
export async function lockHandoffFor(
  tx: Tx,
  actor: Member,
  handoffId: string,
  permission: Permission = "handoff.judge",
): Promise<Result<LockedHandoff>> {
  const locked = await lockHandoff(tx, handoffId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, permission, locked.value.release.teamId);
  return reached.ok ? locked : reached;
}
