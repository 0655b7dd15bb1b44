import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { apiTokens } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, may } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/**
 * Ends a token from its next request on: one's own, or for who may manage people anybody's. Revoking twice changes nothing. Another
 * one's token is `not_found`, as if it were not there.
 */
export async function revokeToken(tx: Tx, actor: Member, tokenId: string, now: Date): Promise<Result<null>> {
  const own = may(actor, "people.manage", null) ? undefined : eq(apiTokens.ownerId, actor.personId);
  const [token] = await tx
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.id, tokenId), own))
    .for("update");
  if (!token) return refuse("not_found", "There is no such token.");
  if (token.revokedAt) return accept(null);
  await tx.update(apiTokens).set({ revokedAt: now }).where(eq(apiTokens.id, tokenId));
  await recordAudit(tx, actor, now, {
    action: "token.revoked",
    subject: { kind: "token", id: tokenId, name: token.name },
    data: { prefix: token.prefix, ownerId: token.ownerId },
  });
  await announce(tx, { noun: "access", id: tokenId });
  return accept(null);
}
