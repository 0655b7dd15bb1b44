import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect as connectTo, createServer as createDoor } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { type DuePlan, prepareDuePlan, prepareDueSlots } from "@/db/testing/due-slots";
import { aFreeze } from "@/db/testing/window";
import { loadMember } from "@/lib/auth/load-member";
import { acceptReport } from "@/lib/deployments/commands/accept-report";
import { rollBack } from "@/lib/deployments/commands/roll-back";
import { bundlePath } from "@/scripts/launch/bundles.mjs";
import { freePort } from "@/scripts/launch/free-port.mjs";
import { root } from "@/scripts/launch/root.mjs";
import { discardData } from "@/scripts/postgres/discard-data.mjs";
import { type EmbeddedPostgres, startPostgres } from "@/scripts/postgres/start-postgres.mjs";
import { makeTemporaryData } from "@/scripts/testing/temporary-data.mjs";

/** Real workers (the production bundle) on a real Postgres, killed at the worst moments. */

let dataDirectory: string;
let postgres: EmbeddedPostgres;
let connection: Connection;
let plan: DuePlan;
let receiver: Server;
let workers: ChildProcess[] = [];
/** The `webhook-id` of every call that arrived. */
let calls: string[] = [];
let answer: (response: ServerResponse) => void;
let test = 0;

beforeAll(async () => {
  dataDirectory = await makeTemporaryData();
  postgres = await startPostgres({ dataDirectory });
  receiver = createServer((request, response) => {
    calls.push(String(request.headers["webhook-id"]));
    request.resume().on("end", () => answer(response));
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
  Object.assign(process.env, environment());
  await migrateDatabase(postgres.url, join(root, "db", "migrations"));
  connection = connect(postgres.url);
  plan = await prepareDuePlan(connection.db, new Date(), 200);
});

afterAll(async () => {
  receiver.close();
  receiver.closeAllConnections();
  await connection.end();
  await postgres.stop("immediate");
  await discardData(dataDirectory);
});

beforeEach(() => {
  calls = [];
  answer = (response) => response.writeHead(202).end();
});

afterEach(async () => {
  await Promise.all(workers.map((child) => kill(child)));
  workers = [];
});

const port = () => (receiver.address() as AddressInfo).port;
const environment = () => ({
  DATABASE_URL: postgres.url,
  SIGNALBOX_SECRET: "a secret of the tests, used nowhere else",
  SIGNALBOX_WEBHOOK_ALLOW: `127.0.0.1:${port()}`,
});

function spawnWorker(env: Record<string, string> = {}): ChildProcess {
  const stopWithParent = new URL("../scripts/launch/stop-with-parent.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--import", stopWithParent, bundlePath("worker")], {
    cwd: root,
    env: { ...process.env, ...environment(), LOG_LEVEL: "silent", SIGNALBOX_PROCESS: "worker", ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  workers.push(child);
  return child;
}

const alive = () => count(sql`select worker_id from worker_heartbeats`);

/** Starts a worker and waits until its heart beats. */
async function startWorker(): Promise<ChildProcess> {
  const before = await alive();
  const child = spawnWorker();
  await until(async () => (await alive()) > before);
  return child;
}

function kill(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  const gone = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill(signal);
  return gone;
}

async function until(condition: () => boolean | Promise<boolean>, withinMillis = 40_000): Promise<void> {
  const deadline = performance.now() + withinMillis;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error("it did not happen in time");
    await delay(25);
  }
}

const count = async (query: ReturnType<typeof sql>) => (await connection.db.execute(query)).rows.length;

/** Slots that pass every gate, due in a moment. Their deployments are counted under the name. */
async function dueSlots(howMany: number, inMillis = 2_500): Promise<{ opened: () => Promise<number> }> {
  const name = `case${test++}`;
  const start = new Date(Date.now() + inMillis);
  const url = `http://127.0.0.1:${port()}/deploy`;
  await prepareDueSlots(
    connection.db,
    plan,
    url,
    Array.from({ length: howMany }, () => start),
    name,
  );
  const opened = () =>
    count(sql`select d.id from deployments d join services s on s.id = d.service_id where s.name like ${`${name} %`}`);
  return { opened };
}

/** What is recorded of the deployments that were called in this test. */
const acceptedAttempts = async () => {
  const { rows } = await connection.db.execute<{ webhook_id: string; attempts: string; accepted: string }>(sql`
    select d.webhook_id, count(*) as attempts, count(d.accepted_at) as accepted
    from deployments d join deliveries v on v.deployment_id = d.id
    where d.webhook_id = any(${sql.param(calls)}::text[]) group by d.webhook_id`);
  return rows.map(({ webhook_id, attempts, accepted }) => ({
    webhookId: webhook_id,
    attempts: Number(attempts),
    accepted: Number(accepted) > 0,
  }));
};

describe("workers", () => {
  it("wait for a database that is away when they start, and begin as soon as it answers", async () => {
    const before = await alive();
    const address = new URL(postgres.url);
    const database = { host: address.hostname, port: Number(address.port) };
    address.port = String(await freePort());
    const child = spawnWorker({ DATABASE_URL: address.href });
    await delay(2_000);
    expect(child.exitCode, "it has not given up").toBeNull();
    const door = createDoor((socket) => {
      const through = connectTo(database);
      socket.pipe(through).pipe(socket);
      for (const end of [socket, through]) end.on("error", () => undefined);
    });
    door.listen(Number(address.port), "127.0.0.1");
    try {
      await until(async () => (await alive()) > before);
    } finally {
      await kill(child);
      door.close();
    }
  });

  it("open a slot at its start and call its target, with nobody pressing anything", async () => {
    await startWorker();
    const { opened } = await dueSlots(1);
    await until(() => calls.length === 1);
    expect(await opened()).toBe(1);
    await until(async () => (await acceptedAttempts())[0]?.accepted === true);
  });

  it("case 25: killed between commit and call, the deployment is called once by the next one", async () => {
    const first = await startWorker();
    const { opened } = await dueSlots(1);
    const blocker = await connection.pool.connect();
    try {
      // The opening commits without touching this table; the attempt must write into it before anything is sent.
      await blocker.query("begin; lock table deliveries in access exclusive mode");
      await until(async () => (await opened()) === 1);
      await kill(first);
      await blocker.query("rollback");
    } finally {
      blocker.release();
    }
    expect(calls).toHaveLength(0);
    await startWorker();
    await until(() => calls.length > 0);
    await until(async () => (await acceptedAttempts())[0]?.accepted === true);
    expect(calls).toHaveLength(1);
    expect(await opened()).toBe(1);
  });

  it("case 25: killed during the call, it is made again under the same id, and there is one deployment", async () => {
    const held: ServerResponse[] = [];
    answer = (response) => held.push(response);
    const first = await startWorker();
    const { opened } = await dueSlots(1);
    await until(() => calls.length === 1);
    await kill(first);
    answer = (response) => response.writeHead(202).end();
    await startWorker();
    await until(() => calls.length === 2);
    expect(new Set(calls).size).toBe(1);
    await until(async () => (await acceptedAttempts())[0]?.accepted === true);
    expect(await acceptedAttempts()).toMatchObject([{ attempts: 2, accepted: true }]);
    expect(await opened()).toBe(1);
  });

  it("case 25: a rollback whose caller is killed during the call is made again under the same id", async () => {
    const first = await startWorker();
    const { opened } = await dueSlots(1);
    await until(async () => (await opened()) === 1 && (await acceptedAttempts())[0]?.accepted === true);
    const [deployed] = (
      await connection.db.execute<{ id: string; target_id: string }>(
        sql`select id, target_id from deployments where webhook_id = ${calls[0]}`,
      )
    ).rows;
    const manager = await loadMember(connection.db, plan.manager);
    if (deployed === undefined || manager === undefined) throw new Error("nothing was deployed");
    const done = { deploymentId: deployed.id, webhookId: "msg_done", status: "succeeded", message: "" } as const;
    const receiving = { kind: "receiver", targetId: deployed.target_id } as const;
    await connection.db.transaction((tx) => acceptReport(tx, receiving, done, new Date()));
    answer = () => undefined;
    const back = { deploymentId: deployed.id, reason: "It is slow" };
    await connection.db.transaction((tx) => rollBack(tx, manager.member, back, new Date()));
    await until(() => calls.length === 2);
    await kill(first);
    answer = (response) => response.writeHead(202).end();
    await startWorker();
    await until(() => calls.length === 3);
    expect(calls[2]).toBe(calls[1]);
    expect(calls[1]).not.toBe(calls[0]);
    const accepted = sql`select 1 from rollbacks where deployment_id = ${deployed.id} and accepted_at is not null`;
    await until(async () => (await count(accepted)) === 1);
  });

  it("rule 11: what was due while no worker ran is opened when one starts", async () => {
    const { opened } = await dueSlots(3, 2_000);
    await delay(2_100);
    expect(await opened()).toBe(0);
    await startWorker();
    // Recorded too: a test must not leave calls behind that the next one's workers would make again.
    await until(async () => (await acceptedAttempts()).filter(({ accepted }) => accepted).length === 3);
    expect(await opened()).toBe(3);
  });

  it("rule 7: two on one database open each of fifty slots once and call each once", async () => {
    await Promise.all([startWorker(), startWorker()]);
    const { opened } = await dueSlots(50, 3_000);
    await until(() => calls.length >= 50);
    await until(async () => (await acceptedAttempts()).filter(({ accepted }) => accepted).length === 50);
    expect(await opened()).toBe(50);
    expect(calls).toHaveLength(50);
    expect(new Set(calls).size).toBe(50);
  });

  it("case 8: plan each slot that a freeze postponed once and at its pace, also when one of them is killed halfway", async () => {
    const { db } = connection;
    const freeze = await aFreeze(db, { start: new Date(Date.now() - 60_000), end: new Date(Date.now() + 3_600_000) });
    const [doomed] = await Promise.all([startWorker(), startWorker()]);
    await dueSlots(6, 4_000);
    // Short ones, so that there is room for them after the thaw.
    await db.execute(sql`update slots set during = tstzrange(lower(during), lower(during) + interval '10 minutes')
      where status = 'booked'`);
    const states = (status: string) =>
      count(sql`select id from postponements where freeze_id = ${freeze.id} and status = ${status}`);
    await until(async () => (await states("waiting")) === 6);
    await db.execute(sql`update freezes set lifted_at = now() where id = ${freeze.id}`);
    await until(async () => (await states("planned")) > 0);
    await kill(doomed);
    await until(async () => (await states("planned")) === 6);
    const { rows } = await db.execute<{ start: string }>(sql`
      select extract(epoch from lower(s.during)) / 60 as start from slots s
      where s.id in (select planned_slot_id from postponements where freeze_id = ${freeze.id}) order by 1`);
    const minutes = rows.map(({ start }) => Number(start));
    expect(minutes).toHaveLength(6);
    const distances = minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? 0));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(15);
    expect(calls).toEqual([]);
    await db.execute(sql`update slots set status = 'cancelled' where status = 'booked'`);
  });

  it("survive a killed Postgres and open what is due when it is back", async () => {
    await startWorker();
    const { opened } = await dueSlots(1, 4_000);
    process.kill(postgres.pid, "SIGKILL");
    await postgres.exited;
    postgres = await startPostgres({ dataDirectory, preferredPort: postgres.port });
    await until(() => calls.length === 1);
    await until(async () => (await acceptedAttempts())[0]?.accepted === true);
    expect(await opened()).toBe(1);
  });

  it("stop within seconds when told to, take their heartbeat with them, and leave a hanging call to the next", async () => {
    answer = () => undefined;
    const child = await startWorker();
    await dueSlots(1);
    await until(() => calls.length === 1);
    const started = performance.now();
    await kill(child, "SIGTERM");
    expect(performance.now() - started).toBeLessThan(6_000);
    answer = (response) => response.writeHead(202).end();
    await startWorker();
    await until(() => calls.length === 2);
    expect(new Set(calls).size).toBe(1);
    const idle = workers.at(-1);
    if (idle) await kill(idle, "SIGTERM");
    expect(idle?.exitCode).toBe(0);
  });
});
