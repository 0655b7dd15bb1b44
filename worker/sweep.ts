import type { Database } from "@/db/client";
import { askForDueCalendars } from "@/lib/calendars/commands/refresh";
import { resumeDeployments } from "@/lib/deployments/commands/resume-deployments";
import { warnOfOverruns } from "@/lib/deployments/commands/warn-of-overruns";
import { warnOfWaivers } from "@/lib/handoffs/commands/warn-of-waivers";
import { log, loggedError } from "@/lib/log";
import { clearOldNotices } from "@/lib/notices/commands";
import { expireHolds } from "@/lib/slots/commands/expire-holds";
import { lapseOffers } from "@/lib/swaps/commands/lapse-offers";
import type { Clock } from "@/lib/time/clock";
import { listWaitingEnvironments } from "@/lib/waitlist/queries/entries";
import { offerRoomIn } from "./offer-room-in";
import { runThawRound } from "./thaw-round";

const everyMillis = 5_000;
const worker = { kind: "worker" } as const;

type Step = (db: Database, now: Clock) => Promise<unknown>;

/** What time alone brings about, in the order in which one frees what the next may use. */
const steps: Record<string, Step> = {
  "end holds that nobody confirmed": (db, now) => db.transaction((tx) => expireHolds(tx, worker, now())),
  "tell of deployments that outlast their opening": (db, now) =>
    db.transaction((tx) => warnOfOverruns(tx, worker, now())),
  "take up deployments that no job cares for": async (db, now) => {
    const resumed = await db.transaction((tx) => resumeDeployments(tx, now()));
    if (resumed > 0) log.warn({ resumed }, "deployments had lost their job");
  },
  "end swap offers that nobody answered": (db, now) => db.transaction((tx) => lapseOffers(tx, worker, now())),
  // What windows, freezes and early arrivals have freed; bookings that end leave a job.
  "offer room to those who wait for it": async (db, now) => {
    for (const environmentId of await listWaitingEnvironments(db)) await offerRoomIn(db, environmentId, now());
  },
  "tell of risks whose end is near": (db, now) => db.transaction((tx) => warnOfWaivers(tx, worker, now())),
  "clear out notices of long ago": (db, now) => db.transaction((tx) => clearOldNotices(tx, now())),
  "plan again what freezes have let go": async (db, now) => {
    const planned = await runThawRound(db, now);
    if (planned > 0) log.info({ planned }, "what a freeze had postponed is planned again");
  },
  "ask for calendars whose time has come": (db, now) => db.transaction((tx) => askForDueCalendars(tx, now())),
};

/**
 * Takes every step every few seconds; a step that fails is logged and keeps no other from its turn. A timer and no job: the
 * queue's own schedule counts in minutes, and a sweep that rests on the queue could not make up for what the queue has lost.
 * Several workers may sweep at once.
 */
export function startSweep(db: Database, now: Clock): { stop: () => Promise<void> } {
  let last = Promise.resolve();
  const sweep = async () => {
    for (const [step, take] of Object.entries(steps)) {
      try {
        await take(db, now);
      } catch (error) {
        log.warn({ err: loggedError(error), step }, "a step of the sweep did not come through");
      }
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
