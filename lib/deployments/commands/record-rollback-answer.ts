import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { rollbackDeliveries, rollbacks } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { decideAnswer } from "@/lib/domain/call-outcome";
import { addJob, removeJobs } from "@/lib/jobs/enqueue";
import type { Answer } from "@/lib/webhooks/send-call";
import type { RollbackAttempt } from "./begin-rollback-attempt";
import { disableTargets } from "./disable-targets";
import { finishRollback } from "./finish-rollback";
import { lockRollback, rollbackSubject } from "./lock-rollback";

export type AnsweredRollback = {
  attempt: Pick<RollbackAttempt, "rollbackId" | "deliveryId" | "number">;
  answer: Answer;
  answeredAt: Date;
};

/**
 * Records what came back from an attempt of a rollback's call and what follows: accepted and waiting for the report, done, tried again
 * later, or given up. Everything commits together (rule 8).
 *
 * @param random a number in [0, 1) for the jitter of the next attempt
 */
export async function recordRollbackAnswer(
  tx: Tx,
  actor: Actor,
  { attempt, answer, answeredAt }: AnsweredRollback,
  now: Date,
  random: number,
): Promise<void> {
  const { rollbackId, deliveryId, number } = attempt;
  const rollback = await lockRollback(tx, rollbackId);
  if (rollback === undefined) return;
  await tx
    .update(rollbackDeliveries)
    .set({
      answeredAt,
      statusCode: answer.kind === "answered" ? answer.status : null,
      responseExcerpt: answer.kind === "answered" ? answer.excerpt : "",
      error: answer.kind === "failed" ? answer.error : null,
    })
    .where(eq(rollbackDeliveries.id, deliveryId));
  const outcome = decideAnswer({ ...rollback, limit: "The time for calls" }, answer, number, now, random);
  if (outcome.outcome === "settled") return;
  const wentWell = outcome.outcome === "accepted" || outcome.outcome === "succeeded";
  const status = answer.kind === "answered" ? answer.status : undefined;
  const reason = wentWell ? undefined : outcome.reason;
  await recordAudit(tx, actor, now, {
    action: wentWell ? "deployment.called" : "deployment.call_failed",
    subject: rollbackSubject(rollback),
    releaseId: rollback.releaseId,
    data: { slotId: rollback.slotId, rollbackId, attempt: number, status, reason },
  });
  const write = (columns: Partial<typeof rollbacks.$inferInsert>) =>
    tx
      .update(rollbacks)
      .set({ callLeaseUntil: null, ...columns })
      .where(eq(rollbacks.id, rollbackId));
  switch (outcome.outcome) {
    case "accepted": {
      const { reportUntil } = outcome;
      await write({ acceptedAt: now, reportUntil, nextCallAt: null });
      await removeJobs(tx, [`rollback:${rollbackId}`]);
      const key = `expire_rollback:${rollbackId}`;
      await addJob(tx, "expire_rollback", { rollbackId }, { key, runAt: reportUntil });
      break;
    }
    case "succeeded":
      await write({ acceptedAt: now });
      await finishRollback(tx, actor, rollback, "rolled_back", "The receiver accepted the call.", now);
      break;
    case "retry":
      await write({ nextCallAt: outcome.at });
      await addJob(tx, "call_rollback", { rollbackId }, { key: `rollback:${rollbackId}`, runAt: outcome.at });
      break;
    case "given_up":
      await finishRollback(tx, actor, rollback, "failed", outcome.reason, now);
      if (outcome.disableTarget) await disableTargets(tx, actor, [rollback], now);
      break;
  }
  await announce(tx, { noun: "deployments", id: rollback.deploymentId });
}
