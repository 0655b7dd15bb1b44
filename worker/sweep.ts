import type { Database } from "@/db/client";
import { resumeDeployments } from "@/lib/deployments/commands/resume-deployments";
import { log, loggedError } from "@/lib/log";
import { expireHolds } from "@/lib/slots/commands/expire-holds";
import type { Clock } from "@/lib/time/clock";

const everyMillis = 5_000;
const worker = { kind: "worker" } as const;

/**
 * Ends holds that nobody confirmed and finds deployments that no job cares for. A timer and no job: the queue's own schedule
 * counts in minutes, and a sweep that rests on the queue could not make up for what the queue has lost. Several workers may
 * sweep at once.
 */
export function startSweep(db: Database, now: Clock): { stop: () => Promise<void> } {
  let last = Promise.resolve();
  const sweep = async () => {
    try {
      await db.transaction((tx) => expireHolds(tx, worker, now()));
      const resumed = await db.transaction((tx) => resumeDeployments(tx, now()));
      if (resumed > 0) log.warn({ resumed }, "deployments had lost their job");
    } catch (error) {
      log.warn({ err: loggedError(error) }, "the sweep did not come through");
    }
  };
  const timer = setInterval(() => {
    last = sweep();
  }, everyMillis);
  return {
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}
