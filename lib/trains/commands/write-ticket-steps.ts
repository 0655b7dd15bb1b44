import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { ticketMoves } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember } from "@/lib/auth/actor";
import type { AuditAction } from "@/lib/domain/audit-action";
import type { TicketMoveKind } from "@/lib/domain/ticket-state";

type Named = { id: string; name: string };
export type TicketStep = {
  ticketId: string;
  releaseId: string;
  /** "ledger 2.4.0" */
  name: string;
  kind: TicketMoveKind;
  from: Named | null;
  to: Named | null;
  /** A full sentence for the people of the release. */
  reason: string;
};

const actions: Partial<Record<TicketMoveKind, AuditAction>> = {
  boarded: "ticket.boarded",
  arrived: "ticket.arrived",
  failed: "ticket.failed",
  left: "ticket.left",
  withdrawn: "ticket.left",
};

/** Puts steps of tickets on the record: their own history, that of the release, and every browser that looks. */
export async function writeTicketSteps(tx: Tx, actor: Actor, steps: readonly TicketStep[], now: Date): Promise<void> {
  if (steps.length === 0) return;
  await tx.insert(ticketMoves).values(
    steps.map(({ ticketId, kind, from, to, reason }) => ({
      ticketId,
      kind,
      fromDepartureId: from?.id ?? null,
      toDepartureId: to?.id ?? null,
      reason,
      movedBy: isMember(actor) ? actor.personId : null,
      movedAt: now,
    })),
  );
  await recordAudit(
    tx,
    actor,
    now,
    ...steps.map(({ ticketId, releaseId, name, kind, from, to, reason }) => ({
      action: actions[kind] ?? (to === null ? ("ticket.unplaced" as const) : ("ticket.moved" as const)),
      subject: { kind: "ticket", id: ticketId, name },
      releaseId,
      data: { kind, from: from?.name, to: to?.name, reason },
    })),
  );
  const departureIds = new Set(steps.flatMap(({ from, to }) => [from?.id ?? [], to?.id ?? []].flat()));
  await announce(
    tx,
    ...[...departureIds].map((id) => ({ noun: "trains" as const, id })),
    ...steps.map(({ releaseId }) => ({ noun: "releases" as const, id: releaseId })),
  );
}
