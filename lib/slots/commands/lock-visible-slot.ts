import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { slots } from "@/db/schema";
import { type Actor, readScope } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/**
 * Locks a slot for a change. What the actor may not read is not there (`not_found`), so that a stranger cannot tell another
 * team's slot from none. A hold belongs to no team yet: everybody sees that the place is taken.
 */
export async function lockVisibleSlot(
  tx: Tx,
  actor: Actor,
  slotId: string,
): Promise<Result<typeof slots.$inferSelect>> {
  const [slot] = await tx.select().from(slots).where(eq(slots.id, slotId)).for("update");
  if (slot === undefined || (slot.teamId !== null && !reaches(readScope(actor), slot.teamId))) {
    return refuse("not_found", "There is no such slot.");
  }
  return accept(slot);
}
