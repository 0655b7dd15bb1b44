import { log, loggedError } from "@/lib/log";
import type { Caller } from "./caller";

/**
 * First calls under way at once. They wait for others most of the time, so there may be many; what is more waits its turn, or
 * is taken by the jobs' workers after their few seconds.
 */
const atOnce = 250;

export type FirstCalls = { start: (deploymentIds: string[]) => void; stop: () => Promise<void> };

/**
 * Calls what this worker has just opened without the detour over the job queue, which costs a notification, a look for the
 * job and its completion for every call. Nothing rests on it: the same transaction left a job for each deployment that makes
 * the call if this process dies, and the lease keeps the two apart.
 */
export function callAtOnce(call: Caller): FirstCalls {
  const queue: string[] = [];
  const running = new Set<Promise<void>>();

  const pump = () => {
    while (running.size < atOnce) {
      const deploymentId = queue.shift();
      if (deploymentId === undefined) return;
      const one = call(deploymentId)
        .catch((error: unknown) => log.error({ err: loggedError(error), deploymentId }, "a first call failed"))
        .finally(() => {
          running.delete(one);
          pump();
        });
      running.add(one);
    }
  };

  return {
    start(deploymentIds) {
      queue.push(...deploymentIds);
      pump();
    },
    async stop() {
      // What has not begun is left to its job.
      queue.length = 0;
      await Promise.all(running);
    },
  };
}
