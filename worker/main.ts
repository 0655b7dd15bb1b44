import { EventEmitter } from "node:events";
import { Logger, parseCronItems, run, type WorkerEvents } from "graphile-worker";
import { connect } from "@/db/client";
import { env } from "@/lib/env";
import { log, loggedError } from "@/lib/log";
import { webhookAllowList } from "@/lib/webhooks/address";
import { guardedAgent } from "@/lib/webhooks/guarded-agent";
import { callAtOnce } from "./call-at-once";
import { makeCaller } from "./caller";
import { startHeartbeat } from "./heartbeat";
import { startOpeningLoop } from "./opening-loop";
import { startSharedClock } from "./shared-clock";
import { startSweep } from "./sweep";
import { makeTasks } from "./tasks";

/** Jobs at once: second attempts and what others left behind. First calls do not pass through the queue. */
const concurrency = 10;
/** Of a stop: what is still under way then is left to whoever takes over. */
const stopWithinMillis = 5_000;

const { databaseUrl } = env();
const connection = connect(databaseUrl, { name: "signalbox-worker", max: 16, pipelined: true });
const { db, pool } = connection;
const clock = await startSharedClock(db);
const agent = guardedAgent(webhookAllowList());
const call = makeCaller({ db, agent, now: clock.now });

const events: WorkerEvents = new EventEmitter();
const poolId = new Promise<string>((resolve) => {
  events.once("pool:create", ({ workerPool }) => resolve(workerPool.id));
});
const runner = await run({
  pgPool: pool,
  taskList: makeTasks({ db, now: clock.now, call }),
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
  ]),
});
const heartbeat = await startHeartbeat(db, await poolId);
const sweep = startSweep(db, clock.now);
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
// The queue ends by itself only when something is broken; a new process gets a clean start.
runner.promise.then(
  () => stop("the job queue ended"),
  (error: Error) => {
    log.error({ err: loggedError(error) }, "the job queue failed");
    process.exit(1);
  },
);
