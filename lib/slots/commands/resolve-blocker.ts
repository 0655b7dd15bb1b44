import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { blockers } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, requireReach } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ResolveBlockerInput } from "@/lib/slots/input";
import { shippedBy } from "@/lib/slots/queries/shipped-by";
import { lockVisibleSlot } from "./lock-visible-slot";

/**
 * "Let go": resolves a blocker. A slot that is due then opens at once, because the announcement wakes the worker.
 *
 * Refuses a blocker of a slot the actor cannot see (`not_found`) or may not open (`forbidden`), and one that somebody has
 * resolved already (`conflict`).
 */
export async function resolveBlocker(
  tx: Tx,
  actor: Actor,
  { blockerId, resolution }: ResolveBlockerInput,
  now: Date,
): Promise<Result<{ slotId: string }>> {
  const [found] = await tx.select({ slotId: blockers.slotId }).from(blockers).where(eq(blockers.id, blockerId));
  if (found === undefined) return refuse("not_found", "There is no such hold.");
  const { slotId } = found;
  const locked = await lockVisibleSlot(tx, actor, slotId);
  if (!locked.ok) return refuse("not_found", "There is no such hold.");
  const allowed = requireReach(actor, "slot.open", locked.value.teamId);
  if (!allowed.ok) return allowed;
  // Read again under the slot's lock: two who let go at once are told apart.
  const [blocker] = await tx.select().from(blockers).where(eq(blockers.id, blockerId));
  if (blocker?.resolvedAt) return refuse("conflict", "Somebody has let it go already.");
  await tx
    .update(blockers)
    .set({ resolvedBy: allowed.value.personId, resolvedAt: now, resolution })
    .where(eq(blockers.id, blockerId));
  const shipped = await shippedBy(tx, slotId);
  await recordAudit(
    tx,
    actor,
    now,
    ...shipped.releaseIds.map((releaseId) => ({
      action: "blocker.resolved" as const,
      subject: { kind: "slot", id: slotId, name: shipped.name },
      releaseId,
      data: { blockerId, resolution },
    })),
  );
  await announce(tx, { noun: "slots", id: slotId });
  return accept({ slotId });
}
