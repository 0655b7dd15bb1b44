import pg from "pg";
import { afterEach, beforeEach } from "vitest";
import { identify } from "@/scripts/launch/process-identity.mjs";
import { discardData } from "@/scripts/postgres/discard-data.mjs";
import { type RunningSignalbox, type StartOptions, startSignalbox } from "./start-signalbox";
import { makeTemporaryData } from "./temporary-data.mjs";

/** How long a clean stop may take. */
export const cleanStopMillis = 10_000;

type Installation = {
  /** Another one for each test. */
  readonly dataDirectory: string;
  start: (options?: Partial<StartOptions>) => Promise<RunningSignalbox>;
};

/** For each test a data directory, on which it starts what it likes; what still runs afterwards is killed, and all is removed. */
export function installationPerTest(): Installation {
  let dataDirectory: string;
  let running: RunningSignalbox[];

  beforeEach(async () => {
    dataDirectory = await makeTemporaryData();
    running = [];
  });

  afterEach(async () => {
    for (const each of running) each.signal("SIGKILL");
    await Promise.all(running.map((each) => each.exited));
    await discardData(dataDirectory);
  });

  return {
    get dataDirectory() {
      return dataDirectory;
    },
    async start(options = {}) {
      const signalbox = await startSignalbox({ dataDirectory, ...options });
      running.push(signalbox);
      return signalbox;
    },
  };
}

export async function health(url: string): Promise<{ status: number; ok: boolean }> {
  const response = await fetch(`${url}/api/health`).catch(() => null);
  if (response === null) return { status: 0, ok: false };
  return { status: response.status, ok: ((await response.json()) as { ok: boolean }).ok };
}

export function isGone(pid: number): boolean {
  return identify(pid) === null;
}

export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

/** A row written before something is killed, looked for afterwards. */
export async function leaveMark(signalbox: RunningSignalbox): Promise<void> {
  await query(signalbox.databaseUrl(), "create table mark (word text); insert into mark values ('kept')");
}

export async function findMark(signalbox: RunningSignalbox): Promise<unknown[]> {
  return query(signalbox.databaseUrl(), "select word from mark");
}
