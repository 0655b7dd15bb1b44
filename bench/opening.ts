import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { Agent, request } from "undici";
import { connect, type Database } from "@/db/client";
import { prepareDuePlan, prepareDueSlots } from "@/db/testing/due-slots";
import { type Receiver, startReceiver } from "./opening/receiver";
import type { BenchPart, Figure } from "./part";
import { median, percentile } from "./percentiles";

const warmUps = 20;
const singles = 100;
const singlesEveryMillis = 150;
const atOnce = 500;
/** Between preparing the slots and the first start; what is prepared late would be measured as opened late. */
const settleMillis = 8_000;

/**
 * How late a call arrives: milliseconds from a slot's start to the arrival of its call. Everything is real: Postgres with its
 * production settings, the worker's production bundle and a receiver in processes of their own, slots that must pass every gate.
 */
export const openingPart: BenchPart = {
  name: "opening",
  async run({ databaseUrl, startWorker, say }) {
    const receiver = await startReceiver();
    const connection = connect(databaseUrl, { name: "signalbox-bench" });
    try {
      await startWorker({ SIGNALBOX_WEBHOOK_ALLOW: `127.0.0.1:${receiver.port}` });
      return await measure(connection.db, receiver, say);
    } finally {
      receiver.stop();
      await connection.end();
    }
  },
};

async function measure(db: Database, receiver: Receiver, say: (line: string) => void): Promise<Figure[]> {
  const plan = await prepareDuePlan(db, new Date(), warmUps + singles + atOnce);
  // The worker's first calls find everything cold; what is measured is a worker that runs.
  await prepareDueSlots(db, plan, receiver.url, startsFrom(warmUps, 50), "warm-up");
  await arrivals(receiver, warmUps);

  say(`${singles} slots, one every ${singlesEveryMillis} ms`);
  await prepareDueSlots(db, plan, receiver.url, startsFrom(singles, singlesEveryMillis), "single");
  const alone = await lateness(db, receiver, singles);
  say(`${atOnce} slots in the same instant`);
  const start = new Date(Date.now() + settleMillis);
  const sameStart = Array.from({ length: atOnce }, () => start);
  await prepareDueSlots(db, plan, receiver.url, sameStart, "together");
  const together = await lateness(db, receiver, atOnce);
  const bareAlone = await bareLoop(receiver, singles, "one after the other");
  const bareTogether = await bareLoop(receiver, atOnce, "at once");
  const figure = (name: string, value: number, bare: number, boundBy: string, aim?: number): Figure => ({
    name,
    unit: "ms",
    value,
    yardstick: { name: "the same POSTs from a bare undici loop", value: bare },
    boundBy,
    aim,
  });
  const one = "two commits before the call: the opening, and the attempt that is written down";
  const many = "the processor: opening pages of slots, signing and sending, beside the receiver and the database";
  return [
    figure("lateness of 1 slot, p50", median(alone), median(bareAlone), one),
    figure("lateness of 1 slot, p99", percentile(alone, 0.99), percentile(bareAlone, 0.99), one, 30),
    figure(`lateness of ${atOnce} at once, p50`, median(together), median(bareTogether), many),
    figure(`lateness of ${atOnce} at once, p99`, percentile(together, 0.99), percentile(bareTogether, 0.99), many),
    figure(`lateness of ${atOnce} at once, the last`, Math.max(...together), Math.max(...bareTogether), many, 2_000),
  ];
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

async function lateness(db: Database, receiver: Receiver, count: number): Promise<number[]> {
  const arrived = await arrivals(receiver, count);
  if (new Set(arrived.map(({ deploymentId }) => deploymentId)).size !== arrived.length)
    throw new Error("a call came twice");
  const { rows } = await db.execute<{ id: string; due: string }>(sql`
    select d.id, extract(epoch from lower(s.during)) * 1000 as due from deployments d join slots s on s.id = d.slot_id`);
  const due = new Map(rows.map((row) => [row.id, Number(row.due)]));
  return arrived.map(({ at, deploymentId }) => at - (due.get(deploymentId) ?? Number.NaN));
}

/** The yardstick: the same POSTs, with nothing to decide, to record or to sign. Milliseconds from sending to arrival. */
async function bareLoop(receiver: Receiver, count: number, how: "at once" | "one after the other"): Promise<number[]> {
  const agent = new Agent();
  const sentAt: number[] = [];
  const post = async (index: number) => {
    sentAt[index] = performance.timeOrigin + performance.now();
    const body = JSON.stringify({ data: { deploymentId: String(index), padding: "x".repeat(700) } });
    const answer = await request(receiver.url, { method: "POST", body, dispatcher: agent });
    await answer.body.dump();
  };
  await post(0);
  await receiver.take();
  if (how === "at once") await Promise.all(Array.from({ length: count }, (_, index) => post(index)));
  else for (let index = 0; index < count; index++) await post(index);
  await agent.close();
  return (await receiver.take()).map(({ at, deploymentId }) => at - (sentAt[Number(deploymentId)] ?? Number.NaN));
}
