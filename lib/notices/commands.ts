import { and, eq, isNull, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { notices } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { MarkNoticeInput } from "./input";

/** Long enough to look something up that one remembers having been told; the audit log keeps what happened for good. */
const keptDays = 90;
const dayMs = 86_400_000;

/*
 * What somebody has read is theirs alone and changes nothing of the plan, so these two leave no audit row.
 */

/** Marks one of the person's own notices as read, or as unread again. Refuses another's (`not_found`). Twice is as once. */
export async function markNotice(
  tx: Tx,
  personId: string,
  { noticeId, read }: MarkNoticeInput,
  now: Date,
): Promise<Result<{ noticeId: string }>> {
  const own = and(eq(notices.id, noticeId), eq(notices.personId, personId));
  const [known] = await tx.select({ readAt: notices.readAt }).from(notices).where(own).for("update");
  if (known === undefined) return refuse("not_found", "There is no such notice.");
  if ((known.readAt !== null) === read) return accept({ noticeId });
  await tx
    .update(notices)
    .set({ readAt: read ? now : null })
    .where(own);
  await announce(tx, { noun: "notices", id: personId });
  return accept({ noticeId });
}

/** Marks everything that was told to the person until now as read. Returns how many that were. */
export async function markAllNotices(tx: Tx, personId: string, now: Date): Promise<Result<{ marked: number }>> {
  const { rowCount } = await tx
    .update(notices)
    .set({ readAt: now })
    .where(and(eq(notices.personId, personId), isNull(notices.readAt)));
  const marked = rowCount ?? 0;
  if (marked > 0) await announce(tx, { noun: "notices", id: personId });
  return accept({ marked });
}

/** Clears out what is older than ninety days, read or not. For the sweep; says how many went. */
export async function clearOldNotices(tx: Tx, now: Date): Promise<number> {
  const { rowCount } = await tx
    .delete(notices)
    .where(lt(notices.createdAt, new Date(now.getTime() - keptDays * dayMs)));
  return rowCount ?? 0;
}
