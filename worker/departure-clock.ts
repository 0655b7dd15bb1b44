import type { Database } from "@/db/client";
import { log, loggedError } from "@/lib/log";
import type { Clock } from "@/lib/time/clock";
import { loadNextMilestone } from "@/lib/trains/queries/due-departures";
import { runDepartureRound } from "./departure-round";

/** Against changes that nobody announces to this loop: a blocker that is resolved, a freeze that is lifted. */
const everyMillis = 5_000;

/**
 * Takes the turns of departures: every few seconds, and at the very second of the next milestone, so that a train leaves when its timetable
 * says. Due rows are the truth, as for slots; any number of workers may run it.
 */
export function startDepartureClock(db: Database, now: Clock): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;

  const round = async () => {
    let wait = everyMillis;
    try {
      const turns = await runDepartureRound(db, now);
      if (turns > 0) log.info({ turns }, "departures took their turns");
      const next = await loadNextMilestone(db, now());
      if (next !== undefined) wait = Math.min(everyMillis, Math.max(1, next.getTime() - now().getTime()));
    } catch (error) {
      log.warn({ err: loggedError(error) }, "departures could not be looked at; trying again");
    }
    if (!stopped) timer = setTimeout(start, wait);
  };
  const start = () => {
    running = round();
  };
  start();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
