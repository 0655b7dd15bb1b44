import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { environments, freezeExceptions, freezes, releases, services } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember, type Member, readScope } from "@/lib/auth/actor";
import {
  decideExceptionAnswer,
  decideExceptionReview,
  decideExceptionRevocation,
  decideExceptionWithdrawal,
  type StandingException,
} from "@/lib/domain/freeze-exception";
import type { FreezeExceptionEvent } from "@/lib/domain/freeze-exception-state";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { tell } from "@/lib/notices/tell";

type Answer = { exceptionId: string; comment: string };

/**
 * Lets the release through for its time box: the evaluators honour it from this commit on, and a slot that waits for it opens at
 * once. Refuses what `decideExceptionAnswer` refuses; the database refuses one's own request again.
 */
export function grantException(tx: Tx, actor: Actor, input: Answer, now: Date): Promise<Result<null>> {
  return change(tx, actor, input.exceptionId, "granted", now, {
    decide: (exception, { personId }) => decideExceptionAnswer(personId, exception, "granted", now),
    columns: ({ personId }) => ({ decidedBy: personId, decidedAt: now, decisionComment: input.comment }),
    data: { comment: input.comment },
  });
}

/** Says no, with the reason. Refuses what `decideExceptionAnswer` refuses. */
export function refuseException(tx: Tx, actor: Actor, input: Answer, now: Date): Promise<Result<null>> {
  return change(tx, actor, input.exceptionId, "refused", now, {
    decide: (exception, { personId }) => decideExceptionAnswer(personId, exception, "refused", now),
    columns: ({ personId }) => ({ decidedBy: personId, decidedAt: now, decisionComment: input.comment }),
    data: { comment: input.comment },
  });
}

/** Takes one's own request back. Refuses what `decideExceptionWithdrawal` refuses. */
export function withdrawException(
  tx: Tx,
  actor: Actor,
  input: { exceptionId: string },
  now: Date,
): Promise<Result<null>> {
  return change(tx, actor, input.exceptionId, "withdrawn", now, {
    decide: (exception, { personId }) => decideExceptionWithdrawal(personId, exception),
    columns: ({ personId }) => ({ endedBy: personId, endedAt: now }),
  });
}

/** Ends a granted exception before its time. What opened by it goes on. Refuses what `decideExceptionRevocation` refuses. */
export function revokeException(
  tx: Tx,
  actor: Actor,
  input: { exceptionId: string },
  now: Date,
): Promise<Result<null>> {
  return change(tx, actor, input.exceptionId, "revoked", now, {
    decide: (exception) => decideExceptionRevocation(exception, now),
    columns: ({ personId }) => ({ endedBy: personId, endedAt: now }),
  });
}

/** Writes down what looking back at it found. Refuses what `decideExceptionReview` refuses. */
export function reviewException(
  tx: Tx,
  actor: Actor,
  { exceptionId, review }: { exceptionId: string; review: string },
  now: Date,
): Promise<Result<null>> {
  return change(tx, actor, exceptionId, "reviewed", now, {
    decide: (exception, { personId }) => decideExceptionReview(personId, exception, now),
    columns: ({ personId }) => ({ reviewedBy: personId, reviewedAt: now, review }),
    data: { review },
  });
}

type Change = {
  decide: (exception: StandingException, member: Member) => Result<null>;
  columns: (member: Member) => Partial<typeof freezeExceptions.$inferInsert>;
  data?: Record<string, unknown>;
};

/** What the five have in common: lock, decide, write, audit, announce. */
async function change(
  tx: Tx,
  actor: Actor,
  exceptionId: string,
  event: FreezeExceptionEvent,
  now: Date,
  { decide, columns, data }: Change,
): Promise<Result<null>> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  const [row] = await tx
    .select({
      exception: freezeExceptions,
      freezeName: freezes.name,
      environmentName: environments.name,
      version: releases.version,
      serviceName: services.name,
      teamId: services.teamId,
    })
    .from(freezeExceptions)
    .innerJoin(freezes, eq(freezes.id, freezeExceptions.freezeId))
    .innerJoin(environments, eq(environments.id, freezeExceptions.environmentId))
    .innerJoin(releases, eq(releases.id, freezeExceptions.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(eq(freezeExceptions.id, exceptionId))
    .for("update", { of: freezeExceptions });
  if (!row || !reaches(readScope(actor), row.teamId)) return refuse("not_found", "There is no such exception.");
  const { exception, freezeName, environmentName, serviceName, version } = row;
  const decision = decide(exception, actor);
  if (!decision.ok) return decision;
  await tx
    .update(freezeExceptions)
    .set({ status: event, ...columns(actor) })
    .where(eq(freezeExceptions.id, exceptionId));
  const { during, releaseId, freezeId } = exception;
  await recordAudit(tx, actor, now, {
    action: `freeze_exception.${event}`,
    subject: { kind: "freeze_exception", id: exceptionId, name: `${serviceName} ${version}` },
    releaseId,
    data: { freeze: freezeName, environment: environmentName, start: during.start, end: during.end, ...data },
  });
  if (event === "granted" || event === "refused") {
    await tell(tx, actor, now, {
      to: [row.exception.requestedBy],
      kind: "exception_answered",
      subject: { noun: "releases", id: row.exception.releaseId },
      params: {
        release: `${row.serviceName} ${row.version}`,
        freeze: row.freezeName,
        by: actor.name,
        granted: event === "granted",
        reason: String(data?.comment ?? ""),
      },
    });
  }
  await announce(tx, { noun: "freezes", id: freezeId });
  return accept(null);
}
