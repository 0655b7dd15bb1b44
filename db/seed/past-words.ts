import type { Tx } from "@/db/client";
import { departureBlockers, departureDecisions } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Cast } from "./cast";

const minute = 60_000;
const worker = { kind: "worker" } as const;

type Past = { id: string; name: string; goNoGoAt: Date; departsAt: Date };

/** The departure after one that failed: held at its time, until a conductor has looked at it and says go. Returns how it was held. */
export async function waitForGo(
  tx: Tx,
  cast: Cast,
  departure: Past,
  { after, saidAt }: { after: { name: string; arrivesAt: Date }; saidAt: Date },
): Promise<{ heldAt: Date; holdCause: "blockers"; holdReason: string }> {
  const { id, name, departsAt } = departure;
  const manager = cast("manager");
  const subject = { kind: "departure", id, name };
  const reason = `${after.name} failed: somebody has to say go.`;
  const note = "The cause is mended and was tried on Staging.";
  const holdReason = `A blocker holds it: ${reason}`;
  const ended = { status: "resolved" as const, endedBy: manager.personId, endedAt: saidAt, endReason: "They said go." };
  await tx
    .insert(departureBlockers)
    .values({ departureId: id, kind: "after_failure", reason, raisedAt: after.arrivesAt, ...ended });
  await tx.insert(departureDecisions).values({
    departureId: id,
    decision: "go",
    personId: manager.personId,
    note,
    readiness: { notReady: [], blockers: [reason] },
    decidedAt: saidAt,
  });
  await recordAudit(tx, worker, after.arrivesAt, {
    action: "departure_blocker.raised",
    subject,
    data: { reason, kind: "after_failure" },
  });
  await recordAudit(tx, worker, departsAt, {
    action: "departure.held",
    subject,
    data: { cause: "blockers", reason: holdReason },
  });
  await recordAudit(tx, manager, saidAt, { action: "departure.went", subject, data: { note } });
  return { heldAt: departsAt, holdCause: "blockers", holdReason };
}

/** A blocker that a team raised and a conductor waived, by name and reason, before saying go. */
export async function waiveInThePast(tx: Tx, cast: Cast, departure: Past): Promise<void> {
  const { id: departureId, name, goNoGoAt } = departure;
  const [raiser, manager] = [cast("discovery"), cast("manager")];
  const subject = { kind: "departure", id: departureId, name };
  const reason = "The search index on Production is still being rebuilt.";
  const endReason = "The new index is ready before noon, and the old one answers until then.";
  const raisedAt = new Date(goNoGoAt.getTime() - 45 * minute);
  const endedAt = new Date(goNoGoAt.getTime() - 10 * minute);
  await tx.insert(departureBlockers).values({
    departureId,
    reason,
    raisedBy: raiser.personId,
    raisedAt,
    status: "waived",
    endedBy: manager.personId,
    endedAt,
    endReason,
  });
  await tx.insert(departureDecisions).values({
    departureId,
    decision: "go",
    personId: manager.personId,
    readiness: { notReady: [], blockers: [] },
    decidedAt: goNoGoAt,
  });
  await recordAudit(tx, raiser, raisedAt, { action: "departure_blocker.raised", subject, data: { reason } });
  await recordAudit(tx, manager, endedAt, {
    action: "departure_blocker.waived",
    subject,
    data: { blocker: reason, reason: endReason },
  });
  await recordAudit(tx, manager, goNoGoAt, { action: "departure.went", subject });
}
