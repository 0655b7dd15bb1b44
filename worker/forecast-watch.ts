import type { Database } from "@/db/client";
import { listenToChanges } from "@/db/listen";
import type { LiveNoun } from "@/db/notify";
import { addJob } from "@/lib/jobs/enqueue";
import { log, loggedError } from "@/lib/log";

/** One person's action is several announcements, and a morning in the queue is many actions: they are answered together. */
const settleMillis = 3_000;

/** What moves a forecast. */
const noteworthy: ReadonlySet<LiveNoun> = new Set([
  "releases",
  "handoffs",
  "slots",
  "approvals",
  "windows",
  "freezes",
  "deployments",
]);

/**
 * Asks for new forecasts some seconds after something has changed that moves them; the job's key makes one of what several workers
 * ask for. What is not heard is made up for by the queue's own schedule.
 */
export function watchForForecasts(db: Database, databaseUrl: string): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  const ask = () => {
    timer ??= setTimeout(async () => {
      timer = undefined;
      try {
        await addJob(db, "refresh_forecasts", {}, { key: "refresh_forecasts", maxAttempts: 3 });
      } catch (error) {
        log.warn({ err: loggedError(error) }, "new forecasts could not be asked for");
      }
    }, settleMillis);
  };
  const stopListening = listenToChanges(databaseUrl, {
    onChange: ({ noun }) => {
      if (noteworthy.has(noun)) ask();
    },
    onGap: ask,
  });
  return {
    async stop() {
      clearTimeout(timer);
      await stopListening();
    },
  };
}
