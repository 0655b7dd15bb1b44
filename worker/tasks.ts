import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import { expireDeployment } from "@/lib/deployments/commands/expire-deployment";
import type { Jobs } from "@/lib/jobs/enqueue";
import { loggedError } from "@/lib/log";
import type { Clock } from "@/lib/time/clock";
import { extendHorizon } from "@/lib/windows/commands/horizon";
import type { Caller } from "./caller";

const worker = { kind: "worker" } as const;
const deploymentPayload = z.strictObject({ deploymentId: z.uuid() });

/** What each job does. A job of an unknown name stays in the queue for a newer version of this worker. */
export function makeTasks({ db, now, call }: { db: Database; now: Clock; call: Caller }): TaskList {
  const tasks: { [Name in keyof Jobs]: (payload: unknown) => Promise<void> } = {
    call_deployment: (payload) => call(deploymentPayload.parse(payload).deploymentId),
    expire_deployment: async (payload) => {
      const { deploymentId } = deploymentPayload.parse(payload);
      await db.transaction((tx) => expireDeployment(tx, worker, deploymentId, now()));
    },
    extend_horizon: async () => {
      const result = await inTransaction(db, (tx) => extendHorizon(tx, worker, now()));
      if (!result.ok) throw new Error(result.refusal.message);
    },
  };
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, plainly(task)]));
}

/** The queue logs and stores the message of what a task throws, which of a failed statement would be all of its values. */
function plainly(task: (payload: unknown) => Promise<void>): (payload: unknown) => Promise<void> {
  return async (payload) => {
    try {
      await task(payload);
    } catch (error) {
      throw new Error(loggedError(error).message);
    }
  };
}
