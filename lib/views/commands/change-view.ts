import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { savedViews } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import type { ChangeViewInput } from "@/lib/views/input";
import { lockOwnView } from "./lock-own-view";
import { tidyQuery } from "./tidy-query";

/**
 * Renames one's own view, points it elsewhere, shares it or takes it back. Refuses another's view (`not_found`) and a name that the
 * owner has used (`name_taken`).
 */
export async function changeView(
  tx: Tx,
  actor: Member,
  input: ChangeViewInput,
  now: Date,
): Promise<Result<{ viewId: string }>> {
  const locked = await lockOwnView(tx, actor.personId, input.viewId);
  if (!locked.ok) return locked;
  const view = locked.value;
  const next = {
    name: input.name ?? view.name,
    query: input.query === undefined ? view.query : tidyQuery(input.query),
    shared: input.shared ?? view.shared,
  };
  await tx.update(savedViews).set(next).where(eq(savedViews.id, view.id));
  await recordAudit(tx, actor, now, {
    action: "view.saved",
    subject: { kind: "view", id: view.id, name: next.name },
    data: { query: next.query, shared: next.shared, before: view.name },
  });
  await announce(tx, { noun: "views", id: view.id });
  return accept({ viewId: view.id });
}
