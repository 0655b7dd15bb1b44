// @ts-check
import { onStopSignals } from "./stop-signals.mjs";
import { say, warn } from "./terminal.mjs";

/**
 * What has been started so far, and how it ends: asked to stop, forced to, or given up.
 *
 * @param {import("./data-directory.mjs").DataDirectory} data
 */
export function startRun(data) {
  const stopped = new AbortController();
  /** @type {Promise<void> | undefined} */
  let stopping;
  let forced = false;
  const run = {
    /** @type {import("./supervise.mjs").Supervised[]} */
    children: [],
    /** @type {import("./database.mjs").InstallationDatabase | undefined} */
    database: undefined,
    stopped: stopped.signal,
    /** Children first, so that their last writes find the database. */
    stop() {
      stopping ??= (async () => {
        stopped.abort();
        data.lock.describe({ stopping: true });
        await Promise.all(run.children.map((child) => child.stop()));
        await run.database?.stop("fast");
        data.lock.release();
      })();
      return stopping;
    },
    /** Nothing committed is lost: Postgres recovers at the next start. */
    async force() {
      forced = true;
      for (const child of run.children) child.kill();
      await run.database?.stop("immediate");
      data.lock.release();
    },
    /** @param {string} reason */
    giveUp(reason) {
      if (stopping !== undefined) return;
      warn(`Signalbox stops: ${reason}`);
      void run.stop().finally(() => process.exit(1));
    },
  };
  onStopSignals({
    first: () => {
      say("Stopping …");
      void run.stop().then(
        () => process.exit(forced ? 1 : 0),
        (error) => {
          warn(String(error));
          process.exit(1);
        },
      );
    },
    again: () => {
      warn("Stopping at once.");
      void run.force().finally(() => process.exit(1));
    },
  });
  return run;
}
