import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { Agent, request } from "undici";
import { connect, type Database } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { buildBundles } from "@/scripts/launch/bundles.mjs";
import { root } from "@/scripts/launch/root.mjs";
import { discardData } from "@/scripts/postgres/discard-data.mjs";
import { startPostgres } from "@/scripts/postgres/start-postgres.mjs";
import { preparePlan, prepareSlots } from "./opening/prepare-slots";
import { type Receiver, startReceiver, startWorker } from "./opening/processes";

const warmUps = 20;
const singles = 100;
const singlesEveryMillis = 150;
const atOnce = 500;
/** Between preparing the slots and the first start; what is prepared late would be measured as opened late. */
const settleMillis = 8_000;

export type OpeningFigures = {
  /** Milliseconds from a slot's start to the arrival of its call, one slot at a time. */
  alone: Percentiles;
  /** The same for five hundred slots that start in the same instant. */
  together: Percentiles;
  /** The same five hundred POSTs from a bare undici loop that knows what to send beforehand. */
  bareLoop: Percentiles;
  workerMegabytes: number;
};
export type Percentiles = { first: number; p50: number; p99: number; last: number };

/**
 * How late a call arrives. Everything is real: embedded Postgres with its production settings, the worker's production bundle
 * and a receiver in processes of their own, slots that must pass all six gates.
 */
export async function measureOpening(): Promise<OpeningFigures> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "signalbox-bench-"));
  const server = await startPostgres({ dataDirectory });
  const receiver = await startReceiver();
  const connection = connect(server.url, { name: "signalbox-bench" });
  const env = {
    DATABASE_URL: server.url,
    SIGNALBOX_SECRET: "a secret of the bench, used nowhere else",
    SIGNALBOX_WEBHOOK_ALLOW: `127.0.0.1:${receiver.port}`,
    LOG_LEVEL: "warn",
  };
  Object.assign(process.env, env);
  try {
    await migrateDatabase(server.url, join(root, "db", "migrations"));
    await buildBundles();
    const worker = await startWorker(connection.db, env);
    try {
      const figures = await measure(connection.db, receiver);
      return { ...figures, workerMegabytes: worker.memoryMegabytes() };
    } finally {
      await worker.stop();
    }
  } finally {
    receiver.stop();
    await connection.end();
    await server.stop("immediate");
    await discardData(dataDirectory);
  }
}

async function measure(db: Database, receiver: Receiver): Promise<Omit<OpeningFigures, "workerMegabytes">> {
  const plan = await preparePlan(db, new Date(), warmUps + singles + atOnce);
  // The worker's first calls find everything cold; what is measured is a worker that runs.
  await prepareSlots(db, plan, receiver.url, startsFrom(warmUps, 50), "warm-up");
  await arrivals(receiver, warmUps);

  await prepareSlots(db, plan, receiver.url, startsFrom(singles, singlesEveryMillis), "single");
  const alone = await lateness(db, receiver, singles);
  const start = new Date(Date.now() + settleMillis);
  await prepareSlots(
    db,
    plan,
    receiver.url,
    Array.from({ length: atOnce }, () => start),
    "together",
  );
  const together = await lateness(db, receiver, atOnce);
  return { alone, together, bareLoop: await bareLoop(receiver) };
}

const startsFrom = (count: number, everyMillis: number) => {
  const first = Date.now() + settleMillis;
  return Array.from({ length: count }, (_, index) => new Date(first + index * everyMillis));
};

async function arrivals(receiver: Receiver, count: number) {
  const deadline = performance.now() + 120_000;
  while ((await receiver.count()) < count) {
    if (performance.now() > deadline) throw new Error(`only ${await receiver.count()} of ${count} calls have arrived`);
    await delay(200);
  }
  return await receiver.take();
}

async function lateness(db: Database, receiver: Receiver, count: number): Promise<Percentiles> {
  const arrived = await arrivals(receiver, count);
  if (new Set(arrived.map(({ deploymentId }) => deploymentId)).size !== arrived.length)
    throw new Error("a call came twice");
  const { rows } = await db.execute<{ id: string; due: string }>(sql`
    select d.id, extract(epoch from lower(s.during)) * 1000 as due from deployments d join slots s on s.id = d.slot_id`);
  const due = new Map(rows.map((row) => [row.id, Number(row.due)]));
  return percentiles(arrived.map(({ at, deploymentId }) => at - (due.get(deploymentId) ?? Number.NaN)));
}

/** The yardstick: the same POSTs, with nothing to decide, to record or to sign. */
async function bareLoop(receiver: Receiver): Promise<Percentiles> {
  const agent = new Agent();
  const body = JSON.stringify({ data: { deploymentId: "bare", padding: "x".repeat(700) } });
  const post = async () => {
    const answer = await request(receiver.url, { method: "POST", body, dispatcher: agent });
    await answer.body.dump();
  };
  await post();
  await receiver.take();
  const start = performance.timeOrigin + performance.now();
  await Promise.all(Array.from({ length: atOnce }, post));
  await agent.close();
  return percentiles((await receiver.take()).map(({ at }) => at - start));
}

function percentiles(values: number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN) * 10) / 10;
  return { first: at(1 / sorted.length), p50: at(0.5), p99: at(0.99), last: at(1) };
}
