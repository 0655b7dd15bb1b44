import type { Agent } from "undici";
import type { Database } from "@/db/client";
import { type BeginResult, beginAttempts } from "@/lib/deployments/commands/begin-attempts";
import { giveUpCall } from "@/lib/deployments/commands/give-up-call";
import { type AnsweredAttempt, recordAnswers } from "@/lib/deployments/commands/record-answers";
import { renewLease } from "@/lib/deployments/commands/renew-lease";
import { addJob } from "@/lib/jobs/enqueue";
import type { Clock } from "@/lib/time/clock";
import { inBatches } from "./batch";
import { sendAttempt } from "./send-attempt";

const worker = { kind: "worker" } as const;
const batches = { largest: 50, parallel: 2 };

/** Makes one attempt of a deployment's call, if there is one to make. */
export type Caller = (deploymentId: string) => Promise<void>;

/**
 * The way of every attempt: take the lease and write the delivery down (committed), send, record what came back. Killed
 * anywhere in between, the attempt is made again by whoever takes over, under the same `webhook-id` (case 25).
 */
export function makeCaller({ db, agent, now }: { db: Database; agent: Agent; now: Clock }): Caller {
  const begin = inBatches<string, BeginResult | undefined>(async (ids) => {
    const begun = await beginAttempts(db, ids, now());
    return ids.map((id) => begun.get(id));
  }, batches);
  const record = inBatches<AnsweredAttempt, void>(async (answered) => {
    await db.transaction((tx) => recordAnswers(tx, worker, answered, now(), Math.random));
    return answered.map(() => undefined);
  }, batches);

  return async (deploymentId) => {
    const result = await begin(deploymentId);
    if (result?.begin === "started") {
      const { attempt } = result;
      const answer = await sendAttempt(attempt, { agent, now, renew: () => renewLease(db, attempt, now()) });
      await record({ attempt: result.attempt, answer, answeredAt: now() });
    } else if (result?.begin === "too_late") {
      await db.transaction((tx) => giveUpCall(tx, worker, deploymentId, now()));
    } else if (result?.begin === "leased") {
      // Somebody calls it right now. Look again when they should be done: they may have died in the middle.
      await addJob(db, "call_deployment", { deploymentId }, { key: `call:${deploymentId}`, runAt: result.until });
    }
  };
}
