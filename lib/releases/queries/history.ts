import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Reader } from "@/db/client";
import { auditEvents, releases, services } from "@/db/schema";
import { type Reach, reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { HistoryInput } from "@/lib/releases/input";
import type { historyOutput } from "@/lib/releases/input/detail-output";
import { readCursor, writeCursor } from "./cursor";

// A cursor carries milliseconds, see the list of releases.
const happenedAt = sql`date_trunc('milliseconds', ${auditEvents.at})`;

/**
 * What happened to a release, newest first: its own rows of the audit log, which everybody who sees the release may read. `not_found`
 * outside the reader's scope.
 */
export async function loadHistory(
  reader: Reader,
  { releaseId, limit, cursor }: HistoryInput,
  scope: Reach,
): Promise<Result<z.output<typeof historyOutput>>> {
  const [release] = await reader
    .select({ teamId: services.teamId })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(eq(releases.id, releaseId));
  if (release === undefined || !reaches(scope, release.teamId)) return refuse("not_found", "There is no such release.");
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (after === null) return refuse("invalid_input", "cursor: is not one that this list gave", { field: "cursor" });
  const rows = await reader
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      actorKind: auditEvents.actorKind,
      actorName: auditEvents.actorName,
      action: auditEvents.action,
      subjectKind: auditEvents.subjectKind,
      subjectId: auditEvents.subjectId,
      subjectName: auditEvents.subjectName,
      data: auditEvents.data,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.releaseId, releaseId),
        after && sql`(${happenedAt}, ${auditEvents.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(happenedAt), desc(auditEvents.id))
    .limit(limit + 1);
  const events = rows.slice(0, limit);
  const last = events.at(-1);
  const nextCursor = last !== undefined && rows.length > limit ? writeCursor(last.at, last.id) : null;
  return accept({ events, nextCursor });
}
