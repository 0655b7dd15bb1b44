import { and, desc, eq, gte, ilike, like, lt, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { auditEvents, auditLinks } from "@/db/schema";
import type { ListEventsInput } from "@/lib/audit/input";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/** What is typed is looked for as it stands: `%` and `_` are letters here. */
const literally = (typed: string) => typed.replaceAll(/[\\%_]/g, "\\$&");

/**
 * The log, newest first, a page at a time. The cursor is the place in the chain, which is the order of commits; it stays right
 * while new events come in. Refuses a cursor that is none (`invalid_input`).
 */
export async function listEvents(reader: Reader, input: ListEventsInput) {
  const before = readCursor(input.cursor);
  if (!before.ok) return before;
  const rows = await reader
    .select({
      seq: auditLinks.seq,
      id: auditEvents.id,
      at: auditEvents.at,
      actorKind: auditEvents.actorKind,
      actorName: auditEvents.actorName,
      action: auditEvents.action,
      subjectKind: auditEvents.subjectKind,
      subjectId: auditEvents.subjectId,
      subjectName: auditEvents.subjectName,
      releaseId: auditEvents.releaseId,
      data: auditEvents.data,
      hash: auditLinks.hash,
    })
    .from(auditLinks)
    .innerJoin(auditEvents, eq(auditEvents.id, auditLinks.eventId))
    .where(
      and(
        before.value === undefined ? undefined : lt(auditLinks.seq, before.value),
        input.subjectKind ? eq(auditEvents.subjectKind, input.subjectKind) : undefined,
        input.subjectId === undefined ? undefined : eq(auditEvents.subjectId, input.subjectId),
        input.releaseId === undefined ? undefined : eq(auditEvents.releaseId, input.releaseId),
        input.actor ? ilike(auditEvents.actorName, `%${literally(input.actor)}%`) : undefined,
        actionIs(input.action),
        input.since === undefined ? undefined : gte(auditEvents.at, input.since),
        input.until === undefined ? undefined : lt(auditEvents.at, input.until),
      ),
    )
    .orderBy(desc(auditLinks.seq))
    .limit(input.limit + 1);
  const events = rows.slice(0, input.limit);
  return accept({ events, nextCursor: rows.length > input.limit ? String(events.at(-1)?.seq) : undefined });
}

function actionIs(action: string | undefined) {
  if (!action) return undefined;
  return action.endsWith(".") ? like(auditEvents.action, `${literally(action)}%`) : eq(auditEvents.action, action);
}

function readCursor(cursor: string | undefined): Result<number | undefined> {
  if (cursor === undefined) return accept(undefined);
  if (!/^[1-9]\d{0,14}$/.test(cursor))
    return refuse("invalid_input", "This is no cursor of ours.", { field: "cursor" });
  return accept(Number(cursor));
}

/** The kinds of subject and the actions that the log holds, for its filters. */
export async function listWords(reader: Reader) {
  const rows = await reader
    .select({ action: auditEvents.action, subjectKind: auditEvents.subjectKind, count: sql<number>`count(*)::int` })
    .from(auditEvents)
    .groupBy(auditEvents.action, auditEvents.subjectKind)
    .orderBy(auditEvents.action);
  return {
    actions: [...new Set(rows.map((row) => row.action))],
    subjectKinds: [...new Set(rows.map((row) => row.subjectKind))].sort(),
  };
}
