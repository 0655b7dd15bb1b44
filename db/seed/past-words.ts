import type { Tx } from "@/db/client";
import { departureBlockers, departureDecisions } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
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

/** The go of a departure that nothing was in the way of: its conductor's, or (null) that of its train's policy. */
export async function sayGoInThePast(tx: Tx, conductor: Member | null, departure: Past): Promise<void> {
  const { id, name, goNoGoAt } = departure;
  const note = conductor === null ? "" : "All aboard are ready.";
  const readiness = { notReady: [], blockers: [] };
  const personId = conductor?.personId ?? null;
  await tx
    .insert(departureDecisions)
    .values({ departureId: id, decision: "go", personId, note, readiness, decidedAt: goNoGoAt });
  await recordAudit(tx, conductor ?? worker, goNoGoAt, {
    action: "departure.went",
    subject: { kind: "departure", id, name },
    data: { note, ...readiness },
  });
}

/** A no-go, and that the departure did not take place after it. Returns how it was held in between, and how it was cancelled. */
export async function callOffInThePast(tx: Tx, conductor: Member, departure: Past) {
  const { id, name, goNoGoAt } = departure;
  const subject = { kind: "departure", id, name };
  const note = "Half of the teams are at the conference: nobody could mend anything.";
  const readiness = { notReady: ["Discovery", "Storefront"], blockers: [] };
  const cancelledAt = new Date(goNoGoAt.getTime() + 25 * minute);
  const cancelReason = "Half of the teams were at the conference.";
  const { personId } = conductor;
  await tx
    .insert(departureDecisions)
    .values({ departureId: id, decision: "no_go", personId, note, readiness, decidedAt: goNoGoAt });
  await recordAudit(
    tx,
    conductor,
    goNoGoAt,
    { action: "departure.no_go", subject, data: { note, ...readiness } },
    { action: "departure.held", subject, data: { cause: "no_go", reason: note } },
  );
  await recordAudit(tx, conductor, cancelledAt, {
    action: "departure.cancelled",
    subject,
    data: { reason: cancelReason },
  });
  const hold = { holdCause: "no_go" as const, holdReason: note, heldBy: personId, heldAt: goNoGoAt };
  return { hold, statusSince: cancelledAt, cancelReason };
}
