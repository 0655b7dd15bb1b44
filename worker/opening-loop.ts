import type { Database } from "@/db/client";
import { listenToChanges } from "@/db/listen";
import type { LiveNoun } from "@/db/notify";
import { log, loggedError } from "@/lib/log";
import { loadNextDue } from "@/lib/slots/queries/next-due";
import type { Clock } from "@/lib/time/clock";
import { type OnStarted, runOpeningRound } from "./opening-round";

/** Against notifications that were lost, and gates that open by the mere passing of time. */
const sweepMillis = 5_000;
/** A slot or release that somebody had locked a moment ago. */
const soonMillis = 100;
/** A round is a handful of statements: one that takes longer makes others late, and whoever looks for the cause wants to know. */
const longRoundMillis = 1_000;
/** One person's action is several announcements, and five hundred calls are thousands: they are heard together. */
const settleMillis = 25;

/** What may change the opening of a slot. Deployments and accounts are not among them, and are what is announced most. */
const noteworthy: ReadonlySet<LiveNoun> = new Set([
  "slots",
  "approvals",
  "handoffs",
  "freezes",
  "windows",
  "services",
  "licences",
]);

export type OpeningLoop = { stop: () => Promise<void> };

/**
 * Opens slots at their second (rule 11). Due rows are the truth: there is no job per slot that could be lost, moved or doubled.
 * A timer fires at the next start of a booked slot; announcements of changes set it anew; a sweep makes up for what was not
 * heard. Any number of workers run this loop; the rows' locks share the work among them.
 */
export function startOpeningLoop(options: {
  db: Database;
  databaseUrl: string;
  now: Clock;
  onStarted: OnStarted;
}): OpeningLoop {
  const { db, databaseUrl, now, onStarted } = options;
  let timer: NodeJS.Timeout | undefined;
  let settling: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const wakeAt = (instant: Date) => {
    clearTimeout(timer);
    // setTimeout counts whole milliseconds and may fire one early; the round is then armed once more for the rest.
    timer = setTimeout(wake, Math.min(sweepMillis, Math.max(1, instant.getTime() - now().getTime())));
  };

  const wake = () => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = rounds().finally(() => {
      running = undefined;
    });
  };

  async function rounds(): Promise<void> {
    do {
      again = false;
      try {
        const started = performance.now();
        const { opened, missed, waiting, busy, failed } = await runOpeningRound(db, now, onStarted);
        const next = await loadNextDue(db, [...waiting.keys(), ...failed]);
        const took = Math.round(performance.now() - started);
        if (took > longRoundMillis) {
          const looked = { opened, missed, waiting: waiting.size, busy: busy.size, failed: failed.size };
          log.warn({ took, ...looked }, "a round over due slots took long");
        }
        if (!stopped) wakeAt(nextLook(now(), next, [...waiting.values()]));
      } catch (error) {
        log.error({ err: loggedError(error) }, "due slots could not be looked at; trying again");
        if (!stopped) wakeAt(new Date(now().getTime() + 1_000));
      }
    } while (again && !stopped);
  }

  const settle = () => {
    settling ??= setTimeout(() => {
      settling = undefined;
      wake();
    }, settleMillis);
  };
  const stopListening = listenToChanges(databaseUrl, {
    onChange: ({ noun }) => {
      if (noteworthy.has(noun)) settle();
    },
    onGap: settle,
  });
  wake();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(settling);
      await stopListening();
      await running;
    },
  };
}

/** The instant of the next round: the next start, the earliest end of a wait, or in a moment when something was skipped. */
function nextLook(now: Date, next: Date | undefined, waits: Date[]): Date {
  const soon = now.getTime() + soonMillis;
  const times = [now.getTime() + sweepMillis, ...waits.map((until) => until.getTime())];
  // Due already, yet neither waiting nor failed: another worker or a person had it or its release locked.
  if (next !== undefined) times.push(next > now ? next.getTime() : soon);
  return new Date(Math.min(...times));
}
