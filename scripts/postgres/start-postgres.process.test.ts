import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeTemporaryData } from "@/scripts/testing/temporary-data.mjs";
import { discardData } from "./discard-data.mjs";
import { startPostgres } from "./start-postgres.mjs";

let dataDirectory: string;

beforeEach(async () => {
  dataDirectory = await makeTemporaryData();
});

afterEach(() => discardData(dataDirectory));

const start = () => startPostgres({ dataDirectory });

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query(text);
    return rows;
  } finally {
    await client.end();
  }
}

it("starts once when four processes start it for the first time together", async () => {
  const module = new URL("start-postgres.mjs", import.meta.url).href;
  const code = `const { pid } = await (await import("${module}")).startPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)} }); console.log(pid); process.exit();`;
  const pids = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [printed] = await once(child.stdout, "data");
      return Number(printed);
    }),
  );
  expect(new Set(pids).size).toBe(1);
  expect((await start()).pid).toBe(pids[0]);
});

it("outlives who started it, is adopted, and stops when told", async () => {
  const first = await start();
  const second = await start();
  expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url });
  await second.stop();
  await first.exited;
  expect((await start()).adopted).toBe(false);
});

it("comes back after kill -9 with connections open, with all that was committed, at the same address", async () => {
  const first = await start();
  await query(first.url, "create table kept as select generate_series(1, 1000) as n");
  const busy = Array.from({ length: 10 }, () => query(first.url, "select pg_sleep(30)").catch(() => "broken off"));
  await expect
    .poll(() => query(first.url, "select count(*)::int as n from pg_stat_activity where query like 'select pg_sleep%'"))
    .toEqual([{ n: 10 }]);
  process.kill(first.pid, "SIGKILL");
  const second = await startPostgres({ dataDirectory, preferredPort: first.port });
  expect(second).toMatchObject({ adopted: false, port: first.port });
  expect(await query(second.url, "select count(*)::int as n from kept")).toEqual([{ n: 1000 }]);
  expect(await Promise.all(busy)).toEqual(Array(10).fill("broken off"));
});

it("starts although the number in a stale pid file belongs to another process now", async () => {
  const first = await start();
  const pidFile = join(dataDirectory, "postgres", "postmaster.pid");
  const lines = readFileSync(pidFile, "utf8").split("\n");
  await first.stop();
  // As after a reboot: the file of a server that was cut off, and its number given to somebody else.
  writeFileSync(pidFile, [String(process.pid), ...lines.slice(1)].join("\n"));
  expect((await start()).adopted).toBe(false);
});

it("asks for a password, listens to this machine alone and sorts text the same everywhere", async () => {
  const { url } = await start();
  const wrong = new URL(url);
  wrong.password = "guessed";
  await expect(query(wrong.href, "select 1")).rejects.toThrow("password authentication failed");
  const settings = ["listen_addresses", "unix_socket_directories", "fsync", "synchronous_commit", "timezone"];
  expect(
    await query(url, `select ${settings.map((name) => `current_setting('${name}') as ${name}`).join(", ")}`),
  ).toEqual([
    {
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      fsync: "on",
      synchronous_commit: "on",
      timezone: "UTC",
    },
  ]);
  const collation =
    "select datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()";
  expect(await query(url, collation)).toEqual([{ provider: "b", locale: "C.UTF-8" }]);
});
