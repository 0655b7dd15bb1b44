import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { shareLinks } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/** Ends a share link, and with it its pages and feeds, at their next request. Revoking twice changes nothing. Refuses with `not_found`. */
export async function revokeShareLink(tx: Tx, actor: Member, linkId: string, now: Date): Promise<Result<null>> {
  const [link] = await tx.select().from(shareLinks).where(eq(shareLinks.id, linkId)).for("update");
  if (!link) return refuse("not_found", "There is no such link.");
  if (link.revokedAt) return accept(null);
  await tx.update(shareLinks).set({ revokedAt: now }).where(eq(shareLinks.id, linkId));
  const subject = { kind: "share link", id: linkId, name: link.name };
  await recordAudit(tx, actor, now, { action: "share.revoked", subject });
  await announce(tx, { noun: "access", id: linkId });
  return accept(null);
}
