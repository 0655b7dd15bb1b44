import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { notices } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { uuid } from "@/lib/fields";
import type { ListNoticesInput } from "./input";

export type KeptNotice = typeof notices.$inferSelect;

/**
 * One person's notices, newest first, a page at a time; the last one of a page is its cursor.
 * Refuses a cursor that is none (`invalid_input`).
 */
export async function listNotices(
  reader: Reader,
  personId: string,
  { limit, cursor, unread }: ListNoticesInput,
): Promise<Result<{ notices: KeptNotice[]; nextCursor: string | undefined }>> {
  if (cursor !== undefined && !uuid.safeParse(cursor).success) {
    return refuse("invalid_input", "This is no cursor of ours.", { field: "cursor" });
  }
  const rows = await reader
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.personId, personId),
        unread ? isNull(notices.readAt) : undefined,
        cursor === undefined ? undefined : isOlderThan(cursor, personId),
      ),
    )
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return accept({ notices: shown, nextCursor: rows.length > limit ? shown.at(-1)?.id : undefined });
}

const isOlderThan = (noticeId: string, personId: string) =>
  sql`(${notices.createdAt}, ${notices.id}) < (
    select last.created_at, last.id from notices last where last.id = ${noticeId} and last.person_id = ${personId})`;

/** How many this person has not read. One small index. */
export async function countUnread(reader: Reader, personId: string): Promise<number> {
  const [row] = await reader
    .select({ unread: count() })
    .from(notices)
    .where(and(eq(notices.personId, personId), isNull(notices.readAt)));
  return row?.unread ?? 0;
}
