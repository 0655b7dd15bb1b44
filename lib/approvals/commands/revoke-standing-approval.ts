import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { people, releaseWindows, standingApprovals } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, may } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/**
 * Takes a standing approval back: from this moment on it counts for no slot, also for none that is booked already; what has opened
 * stays open. By its giver, or by whoever manages the policies. Refuses with `not_found`, `forbidden` and `wrong_state` (revoked or
 * expired already).
 */
export async function revokeStandingApproval(
  tx: Tx,
  actor: Member,
  { standingId }: { standingId: string },
  now: Date,
): Promise<Result<null>> {
  const [standing] = await tx
    .select({
      personId: standingApprovals.personId,
      personName: people.name,
      windowId: standingApprovals.windowId,
      windowName: releaseWindows.name,
      expiresAt: standingApprovals.expiresAt,
      revokedAt: standingApprovals.revokedAt,
    })
    .from(standingApprovals)
    .innerJoin(people, eq(people.id, standingApprovals.personId))
    .innerJoin(releaseWindows, eq(releaseWindows.id, standingApprovals.windowId))
    .where(eq(standingApprovals.id, standingId))
    .for("update", { of: standingApprovals });
  if (standing === undefined) return refuse("not_found", "There is no such standing approval.");
  const isOwn = actor.kind === "person" && standing.personId === actor.personId;
  if (!isOwn && !may(actor, "policy.manage", null)) {
    return refuse("forbidden", `Only ${standing.personName}, or whoever manages policies, can revoke it.`);
  }
  if (standing.revokedAt !== null) return refuse("wrong_state", "This standing approval was revoked already.");
  if (standing.expiresAt <= now) return refuse("wrong_state", "This standing approval has expired.");
  await tx
    .update(standingApprovals)
    .set({ revokedAt: now, revokedBy: actor.personId })
    .where(eq(standingApprovals.id, standingId));
  await recordAudit(tx, actor, now, {
    action: "standing_approval.revoked",
    subject: { kind: "window", id: standing.windowId, name: standing.windowName },
    data: { standingId, givenBy: standing.personName },
  });
  await announce(tx, { noun: "approvals", id: standing.windowId });
  return accept(null);
}
