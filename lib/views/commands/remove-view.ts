import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { savedViews } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import { lockOwnView } from "./lock-own-view";

/** Removes one's own view, for everybody who saw it. Refuses another's (`not_found`). */
export async function removeView(
  tx: Tx,
  actor: Member,
  viewId: string,
  now: Date,
): Promise<Result<{ viewId: string }>> {
  const locked = await lockOwnView(tx, actor.personId, viewId);
  if (!locked.ok) return locked;
  const { name, query, shared } = locked.value;
  await tx.delete(savedViews).where(eq(savedViews.id, viewId));
  await recordAudit(tx, actor, now, {
    action: "view.removed",
    subject: { kind: "view", id: viewId, name },
    data: { query, shared },
  });
  await announce(tx, { noun: "views", id: viewId });
  return accept({ viewId });
}
