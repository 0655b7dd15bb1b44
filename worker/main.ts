import { EventEmitter } from "node:events";
import { Logger, parseCronItems, run, type WorkerEvents } from "graphile-worker";
import { connect } from "@/db/client";
import { isConnectionLost } from "@/db/connection-lost";
import { env } from "@/lib/env";
import { log, loggedError } from "@/lib/log";
import { webhookAllowList } from "@/lib/webhooks/address";
import { guardedAgent } from "@/lib/webhooks/guarded-agent";
import { callAtOnce } from "./call-at-once";
import { makeCaller } from "./caller";
import { startDepartureClock } from "./departure-clock";
import { watchForForecasts } from "./forecast-watch";
import { startHeartbeat } from "./heartbeat";
import { startOpeningLoop } from "./opening-loop";
import { makeRollbackCaller } from "./rollback-caller";
import { startSharedClock } from "./shared-clock";
import { startSweep } from "./sweep";
import { makeTasks } from "./tasks";
import { untilDatabaseAnswers } from "./until-database-answers";

/** Jobs at once: second attempts and what others left behind. First calls do not pass through the queue. */
const concurrency = 10;
/** Of a stop: what is still under way then is left to whoever takes over. */
const stopWithinMillis = 5_000;

/** EX_TEMPFAIL of sysexits.h: tried again later it will do. Whoever watches over this process need not count it as a crash. */
const databaseAwayCode = 75;

/** What nobody caught, as from the depths of the queue when the database dies: a new process gets a clean start. */
function end(error: unknown): never {
  log.error({ err: loggedError(error) }, "the worker cannot go on");
  process.exit(isConnectionLost(error) ? databaseAwayCode : 1);
}
process.on("uncaughtException", end);
process.on("unhandledRejection", end);

const { databaseUrl } = env();
const connection = connect(databaseUrl, { name: "signalbox-worker", max: 16, pipelined: true });
const { db, pool } = connection;
await untilDatabaseAnswers(db);
const clock = await startSharedClock(db);
const agent = guardedAgent(webhookAllowList());
const call = makeCaller({ db, agent, now: clock.now });
const callRollback = makeRollbackCaller({ db, agent, now: clock.now });

const events: WorkerEvents = new EventEmitter();
const poolId = new Promise<string>((resolve) => {
  events.once("pool:create", ({ workerPool }) => resolve(workerPool.id));
});
const runner = await run({
  pgPool: pool,
  taskList: makeTasks({ db, now: clock.now, call, callRollback }),
  concurrency,
  pollInterval: 1_000,
  noHandleSignals: true,
  events,
  logger: new Logger(({ label }) => (level, message, meta) => {
    // The queue calls every finished job an "info"; for us that is a detail, and the job's own code logs what matters.
    const to = level === "error" ? "error" : level === "warning" ? "warn" : "debug";
    log[to]({ from: label ?? "queue", failed: meta?.failure === true ? true : undefined }, message);
  }),
  parsedCronItems: parseCronItems([
    {
      task: "extend_horizon",
      match: "17 3 * * *",
      identifier: "extend_horizon",
      options: { jobKey: "extend_horizon", backfillPeriod: 24 * 3_600_000 },
    },
    // Time alone moves a forecast: what waits has waited longer, and the next opening is nearer.
    { task: "refresh_forecasts", match: "*/15 * * * *", identifier: "refresh_forecasts" },
    {
      task: "calibrate_forecasts",
      match: "41 2 * * *",
      identifier: "calibrate_forecasts",
      options: { jobKey: "calibrate_forecasts", backfillPeriod: 24 * 3_600_000 },
    },
    {
      task: "tidy_inbound",
      match: "47 3 * * *",
      identifier: "tidy_inbound",
      options: { jobKey: "tidy_inbound", backfillPeriod: 24 * 3_600_000 },
    },
  ]),
});
const heartbeat = await startHeartbeat(db, await poolId);
const sweep = startSweep(db, clock.now);
const forecasts = watchForForecasts(db, databaseUrl);
const departures = startDepartureClock(db, clock.now);
const firstCalls = callAtOnce(call);
const opening = startOpeningLoop({ db, databaseUrl, now: clock.now, onStarted: firstCalls.start });
log.info({ pid: process.pid }, "worker is ready");

let stopping = false;
async function stop(reason: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ reason }, "worker stops");
  setTimeout(() => process.exit(1), stopWithinMillis).unref();
  clock.stop();
  try {
    await opening.stop();
    await sweep.stop();
    await forecasts.stop();
    await departures.stop();
    await Promise.all([firstCalls.stop(), runner.stop()]);
    await heartbeat.stop();
    await agent.close();
    await connection.end();
  } catch (error) {
    // Without a database there is nobody to say goodbye to; the others find our heartbeat stale.
    log.warn({ err: loggedError(error) }, "stopped without a goodbye");
  }
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop(signal));
// The queue ends by itself only when something is broken.
runner.promise.then(() => stop("the job queue ended"), end);
