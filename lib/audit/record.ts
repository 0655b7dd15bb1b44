import type { Tx } from "@/db/client";
import { auditEvents } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { AuditAction } from "@/lib/domain/audit-action";

export type AuditEntry = {
  action: AuditAction;
  subject: { kind: string; id?: string; name?: string };
  /** Set it when the event belongs to a release's history. */
  releaseId?: string;
  /** Facts, ids and words; never secrets, tokens or request bodies. */
  data?: Record<string, unknown>;
};

/**
 * Writes audit rows in the transaction of the change itself (rule 8). The database chains them at commit (rule 9).
 */
export async function recordAudit(tx: Tx, actor: Actor, now: Date, ...entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.insert(auditEvents).values(
    entries.map((entry) => ({
      at: now,
      actorKind: actor.kind === "share" ? ("visitor" as const) : actor.kind,
      actorId: actorId(actor),
      actorName: actorName(actor),
      action: entry.action,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      subjectName: entry.subject.name ?? "",
      releaseId: entry.releaseId,
      data: entry.data ?? {},
    })),
  );
}

function actorId(actor: Actor): string | undefined {
  switch (actor.kind) {
    case "person":
      return actor.personId;
    case "token":
      return actor.tokenId;
    case "source":
      return actor.sourceId;
    case "receiver":
      return actor.targetId;
    case "share":
      return actor.linkId;
    default:
      return undefined;
  }
}

function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "person":
    case "token":
    case "source":
      return actor.name;
    case "worker":
      return "Signalbox";
    case "receiver":
      return "Receiver";
    default:
      return "Visitor";
  }
}

/** The fields that a change really changed, as old and new, for `data` of its audit row. Empty: nothing to write. */
export function fieldsChanged<Row extends object>(
  before: Row,
  after: Partial<Row>,
): Partial<Record<keyof Row, { from: unknown; to: unknown }>> {
  const changed: Partial<Record<keyof Row, { from: unknown; to: unknown }>> = {};
  for (const field of Object.keys(after) as (keyof Row)[]) {
    const [from, to] = [before[field], after[field]];
    if (to !== undefined && JSON.stringify(from) !== JSON.stringify(to)) changed[field] = { from, to };
  }
  return changed;
}
