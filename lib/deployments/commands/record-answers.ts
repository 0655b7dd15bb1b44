import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { deliveries, deployments } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { type CallOutcome, decideAnswer } from "@/lib/domain/call-outcome";
import { reportDeadline } from "@/lib/domain/opening-close";
import { addJobs, removeJobs } from "@/lib/jobs/enqueue";
import type { Answer } from "@/lib/webhooks/send-call";
import type { Attempt } from "./begin-attempts";
import { disableTargets } from "./disable-targets";
import { type Ending, finishDeployments } from "./finish-deployments";
import { deploymentSubject, type LockedDeployment, lockDeployments } from "./lock-deployments";

export type AnsweredAttempt = {
  attempt: Pick<Attempt, "deploymentId" | "deliveryId" | "number">;
  answer: Answer;
  answeredAt: Date;
};

type Decided = AnsweredAttempt & { deployment: LockedDeployment; outcome: CallOutcome };

/**
 * Records what came back from these attempts and what follows from it: accepted and waiting for the report, ended well, tried
 * again later inside the slot, or given up. Deployment, delivery, audit row and the next job commit together (rule 8). The
 * number of statements does not grow with the number of answers.
 *
 * @param dice numbers in [0, 1) for the jitter of the next attempts
 */
export async function recordAnswers(
  tx: Tx,
  actor: Actor,
  answered: readonly AnsweredAttempt[],
  now: Date,
  dice: () => number,
): Promise<void> {
  const locked = new Map(
    (
      await lockDeployments(
        tx,
        answered.map(({ attempt }) => attempt.deploymentId),
      )
    ).map((deployment) => [deployment.id, deployment]),
  );
  const decided = answered.flatMap((each): Decided[] => {
    const deployment = locked.get(each.attempt.deploymentId);
    if (deployment === undefined) return [];
    const outcome = decideAnswer(deployment, each.answer, each.attempt.number, now, dice());
    return [{ ...each, deployment, outcome }];
  });
  await completeDeliveries(tx, decided);
  await writeOutcomes(tx, decided, now);
  await recordAudit(tx, actor, now, ...decided.flatMap(entryOf));
  await finishDeployments(tx, actor, decided.flatMap(endingOf), now);
  await disableTargets(tx, actor, decided.flatMap(goneOf), now);
  await removeJobs(tx, decided.flatMap(doneCallOf));
  await addJobs(tx, "call_deployment", decided.flatMap(nextCallOf));
  await addJobs(tx, "expire_deployment", decided.flatMap(expiryOf));
  await announce(tx, ...decided.map(({ deployment }) => ({ noun: "deployments" as const, id: deployment.id })));
}

async function completeDeliveries(tx: Tx, decided: Decided[]): Promise<void> {
  const rows = decided.map(({ attempt, answer, answeredAt }) => ({
    id: attempt.deliveryId,
    at: answeredAt,
    status: answer.kind === "answered" ? answer.status : null,
    excerpt: answer.kind === "answered" ? answer.excerpt : "",
    error: answer.kind === "failed" ? answer.error : null,
  }));
  await tx.execute(sql`
    update ${deliveries} d
    set answered_at = done.at, status_code = done.status, response_excerpt = done.excerpt, error = done.error
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as done(id uuid, at timestamptz, status int, excerpt text, error text)
    where d.id = done.id`);
}

/** Those that go on: accepted, or to be tried again. The ended ones are finishDeployments' to write. */
async function writeOutcomes(tx: Tx, decided: Decided[], now: Date): Promise<void> {
  type Row = { id: string; next: Date | null; accepted: Date | null; report: Date | null };
  const rows = decided.flatMap(({ deployment: { id }, outcome }): Row[] => {
    if (outcome.outcome === "retry") return [{ id, next: outcome.at, accepted: null, report: null }];
    if (outcome.outcome === "accepted") return [{ id, next: null, accepted: now, report: outcome.reportUntil }];
    if (outcome.outcome === "succeeded") return [{ id, next: null, accepted: now, report: null }];
    return [];
  });
  if (rows.length === 0) return;
  await tx.execute(sql`
    update ${deployments} d
    set call_lease_until = null, next_call_at = outcome.next, accepted_at = outcome.accepted,
      report_until = outcome.report, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as outcome(id uuid, next timestamptz, accepted timestamptz, report timestamptz)
    where d.id = outcome.id`);
}

function entryOf({ attempt, answer, deployment, outcome }: Decided): AuditEntry[] {
  if (outcome.outcome === "settled") return [];
  const wentWell = outcome.outcome === "accepted" || outcome.outcome === "succeeded";
  const status = answer.kind === "answered" ? answer.status : undefined;
  const reason = wentWell ? undefined : outcome.reason;
  return [
    {
      action: wentWell ? "deployment.called" : "deployment.call_failed",
      subject: deploymentSubject(deployment),
      releaseId: deployment.releaseId,
      data: { slotId: deployment.slotId, attempt: attempt.number, status, reason },
    },
  ];
}

function endingOf({ deployment, outcome }: Decided): Ending[] {
  if (outcome.outcome === "succeeded") {
    return [{ deployment, status: "succeeded", message: "The receiver accepted the call." }];
  }
  return outcome.outcome === "given_up" ? [{ deployment, status: "failed", message: outcome.reason }] : [];
}

const goneOf = ({ deployment, outcome }: Decided) =>
  outcome.outcome === "given_up" && outcome.disableTarget ? [deployment] : [];

const nextCallOf = ({ deployment: { id }, outcome }: Decided) =>
  outcome.outcome === "retry" ? [{ payload: { deploymentId: id }, key: `call:${id}`, runAt: outcome.at }] : [];

const doneCallOf = ({ deployment: { id }, outcome }: Decided) => (outcome.outcome === "retry" ? [] : [`call:${id}`]);

const expiryOf = ({ deployment: { id, close }, outcome }: Decided) =>
  outcome.outcome === "accepted"
    ? [{ payload: { deploymentId: id }, key: `expire:${id}`, runAt: reportDeadline(outcome.reportUntil, close) }]
    : [];
