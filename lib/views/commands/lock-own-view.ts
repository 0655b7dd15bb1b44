import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { savedViews } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

type View = typeof savedViews.$inferSelect;

/** One's own view, locked. Another's is `not_found`, shared or not: only its owner changes it. */
export async function lockOwnView(tx: Tx, personId: string, viewId: string): Promise<Result<View>> {
  const [view] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, viewId), eq(savedViews.ownerId, personId)))
    .for("update");
  return view === undefined ? refuse("not_found", "You have no such view.") : accept(view);
}
