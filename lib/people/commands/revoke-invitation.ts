import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { invitations } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/** Ends an invitation that nobody accepted yet. Refuses with `not_found` when there is none. */
export async function revokeInvitation(tx: Tx, actor: Member, invitationId: string, now: Date): Promise<Result<null>> {
  const [revoked] = await tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(eq(invitations.id, invitationId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .returning({ id: invitations.id, email: invitations.email });
  if (!revoked) return refuse("not_found", "There is no open invitation like this.");
  const subject = { kind: "invitation", id: revoked.id, name: revoked.email };
  await recordAudit(tx, actor, now, { action: "invitation.revoked", subject });
  await announce(tx, { noun: "people" });
  return accept(null);
}
