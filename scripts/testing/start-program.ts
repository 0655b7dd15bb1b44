import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type Child, startChild } from "@/scripts/launch/child.mjs";
import { freePort } from "@/scripts/launch/free-port.mjs";
import { programs } from "@/scripts/launch/programs.mjs";

/** What copies of the programs share: tests and measurements start as many on it as they like. */
export type Ground = {
  /** For the logs and process files of what is started. */
  dataDirectory: string;
  databaseUrl: string;
  secret: string;
};

export type Program = {
  pid: number;
  isRunning: () => boolean;
  /** Asks it to end and waits for that. */
  stop: () => Promise<void>;
};
export type Web = Program & { url: string };

const readyWithinMillis = 60_000;

/** Starts the web server of the production build as `npm start` does, on any free port, and waits until it answers. */
export async function startWeb(ground: Ground, env: Record<string, string> = {}): Promise<Web> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  return { ...(await start("web", port, ground, env, () => answers(url))), url };
}

/** Starts the worker of the production build and waits for its heartbeat in the database. */
export async function startWorker(ground: Ground, env: Record<string, string> = {}): Promise<Program> {
  const before = await heartbeats(ground.databaseUrl);
  const isReady = async () => (await heartbeats(ground.databaseUrl)) > before;
  return await start("worker", 3000, ground, env, isReady);
}

async function start(
  name: "web" | "worker",
  port: number,
  { dataDirectory, databaseUrl, secret }: Ground,
  env: Record<string, string>,
  isReady: () => Promise<boolean>,
): Promise<Program> {
  const program = programs({ port, secret, databaseUrl, receiver: null }).find((each) => each.name === name);
  if (!program) throw new Error(`there is no program ${name}`);
  for (const folder of ["logs", "run"]) mkdirSync(join(dataDirectory, folder), { recursive: true });
  const quiet = { LOG_LEVEL: "warn", SIGNALBOX_URL: `http://localhost:${port}` };
  const child = startChild({ ...program, env: { ...program.env, ...quiet, ...env } }, dataDirectory);
  let ended: string | undefined;
  void child.ended.then((how) => {
    ended = how;
  });
  const deadline = performance.now() + readyWithinMillis;
  while (!(await isReady())) {
    if (ended !== undefined) throw new Error(`the ${name} ended with ${ended}\n${child.lastWords()}`);
    if (performance.now() > deadline) throw await late(name, child);
    await delay(50);
  }
  const stop = async () => {
    child.signal("SIGTERM");
    await child.ended;
  };
  return { pid: child.pid, isRunning: () => ended === undefined, stop };
}

async function late(name: string, child: Child): Promise<Error> {
  child.signal("SIGKILL");
  await child.ended;
  return new Error(`the ${name} was not ready in time\n${child.lastWords()}`);
}

/** The web server alone: without a worker its health is a 503, and that is an answer too. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/health`);
    const health = (await response.json()) as { database?: { ok: boolean } };
    return health.database?.ok === true;
  } catch {
    return false;
  }
}

async function heartbeats(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>("select count(*)::int as count from worker_heartbeats");
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
