import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { startChild } from "@/scripts/launch/child.mjs";
import { freePort } from "@/scripts/launch/free-port.mjs";
import { programs } from "@/scripts/launch/programs.mjs";
import type { BenchServer } from "./bench-server";
import { residentMegabytes } from "./memory";
import type { RunningProgram, RunningWeb } from "./part";

type Program = "web" | "worker";

/** What is kept of a program that a part has started, to say at the end what it takes. */
export type Watched = {
  name: Program;
  pid: number;
  freshMegabytes: number;
  isRunning: () => boolean;
  stop: () => Promise<void>;
};

export type ProgramStarter = {
  startWeb: (env?: Record<string, string>) => Promise<RunningWeb>;
  startWorker: (env?: Record<string, string>) => Promise<RunningProgram>;
  started: Watched[];
};

const readyWithinMillis = 60_000;

/** Starts programs of the production build on one database, with the command line and the environment of `npm start`. */
export function programStarter({ dataDirectory, secret }: BenchServer, databaseUrl: string): ProgramStarter {
  const started: Watched[] = [];

  async function start(name: Program, port: number, env: Record<string, string>, isReady: () => Promise<boolean>) {
    const program = programs({ port, secret, databaseUrl, receiver: null }).find((each) => each.name === name);
    if (!program) throw new Error(`there is no program ${name}`);
    const quiet = { LOG_LEVEL: "warn", SIGNALBOX_URL: `http://localhost:${port}` };
    const child = startChild({ ...program, env: { ...program.env, ...quiet, ...env } }, dataDirectory);
    let ended: string | undefined;
    void child.ended.then((how) => {
      ended = how;
    });
    const stop = async () => {
      child.signal("SIGTERM");
      await child.ended;
    };
    const deadline = performance.now() + readyWithinMillis;
    while (!(await isReady())) {
      if (ended !== undefined) throw new Error(`the ${name} ended with ${ended}\n${child.lastWords()}`);
      if (performance.now() > deadline) throw new Error(`the ${name} was not ready in time\n${child.lastWords()}`);
      await delay(50);
    }
    const { pid } = child;
    started.push({ name, pid, freshMegabytes: residentMegabytes(pid), isRunning: () => ended === undefined, stop });
    return { pid, stop };
  }

  return {
    started,
    async startWeb(env = {}) {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      return { ...(await start("web", port, env, () => answers(url))), url };
    },
    async startWorker(env = {}) {
      const before = await heartbeats(databaseUrl);
      return await start("worker", 3000, env, async () => (await heartbeats(databaseUrl)) > before);
    },
  };
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
