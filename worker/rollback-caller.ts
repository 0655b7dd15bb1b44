import type { Agent } from "undici";
import type { Database } from "@/db/client";
import { beginRollbackAttempt } from "@/lib/deployments/commands/begin-rollback-attempt";
import { giveUpRollback } from "@/lib/deployments/commands/end-overdue-rollback";
import { recordRollbackAnswer } from "@/lib/deployments/commands/record-rollback-answer";
import { renewRollbackLease } from "@/lib/deployments/commands/renew-rollback-lease";
import { addJob } from "@/lib/jobs/enqueue";
import type { Clock } from "@/lib/time/clock";
import { sendAttempt } from "./send-attempt";

const worker = { kind: "worker" } as const;

/** Makes one attempt of a rollback's call, if there is one to make. */
export type RollbackCaller = (rollbackId: string) => Promise<void>;

/**
 * The way of every attempt of a rollback, as of a deployment's: lease and delivery are committed, then it is sent, then what came back is
 * recorded. Killed anywhere in between, the attempt is made again under the same `webhook-id`. Ways back are few and come one at a time,
 * so nothing is gathered into batches.
 */
export function makeRollbackCaller({ db, agent, now }: { db: Database; agent: Agent; now: Clock }): RollbackCaller {
  return async (rollbackId) => {
    const result = await beginRollbackAttempt(db, rollbackId, now());
    if (result.begin === "started") {
      const { attempt } = result;
      const answer = await sendAttempt(attempt, { agent, now, renew: () => renewRollbackLease(db, attempt, now()) });
      const answered = { attempt, answer, answeredAt: now() };
      await db.transaction((tx) => recordRollbackAnswer(tx, worker, answered, now(), Math.random()));
    } else if (result.begin === "too_late") {
      await db.transaction((tx) => giveUpRollback(tx, worker, rollbackId, now()));
    } else if (result.begin === "leased") {
      // Somebody calls it right now. Look again when they should be done: they may have died in the middle.
      await addJob(db, "call_rollback", { rollbackId }, { key: `rollback:${rollbackId}`, runAt: result.until });
    }
  };
}
