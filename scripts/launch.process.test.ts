import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identify } from "./launch/process-identity.mjs";
import { root } from "./launch/root.mjs";
import { discardData } from "./postgres/discard-data.mjs";
import { startPostgres } from "./postgres/start-postgres.mjs";
import { type RunningSignalbox, type StartOptions, startRefused, startSignalbox } from "./testing/start-signalbox";
import { makeTemporaryData } from "./testing/temporary-data.mjs";

const cleanStopMillis = 10_000;

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

async function start(options: Partial<StartOptions> = {}): Promise<RunningSignalbox> {
  const signalbox = await startSignalbox({ dataDirectory, ...options });
  running.push(signalbox);
  return signalbox;
}

async function health(url: string): Promise<{ status: number; ok: boolean }> {
  const response = await fetch(`${url}/api/health`).catch(() => null);
  if (response === null) return { status: 0, ok: false };
  return { status: response.status, ok: ((await response.json()) as { ok: boolean }).ok };
}

function isGone(pid: number): boolean {
  return identify(pid) === null;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

/** A row written before something is killed, looked for afterwards. */
async function leaveMark(signalbox: RunningSignalbox): Promise<void> {
  await query(signalbox.databaseUrl(), "create table mark (word text); insert into mark values ('kept')");
}

async function findMark(signalbox: RunningSignalbox): Promise<unknown[]> {
  return query(signalbox.databaseUrl(), "select word from mark");
}

describe("a start", () => {
  it("prints one line with the address when health answers 200, and stops cleanly within ten seconds with a stream open", async () => {
    const signalbox = await start();
    expect(signalbox.output().match(/Signalbox is ready/g)).toHaveLength(1);
    expect(await health(signalbox.url)).toEqual({ status: 200, ok: true });

    const pids = (["web", "worker", "postgres"] as const).map(signalbox.pidOf);
    const began = performance.now();
    expect(await signalbox.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(cleanStopMillis);
    expect(pids.map(isGone)).toEqual([true, true, true]);
  });

  it("answers with headers that keep foreign scripts, frames and referrers out", async () => {
    const signalbox = await start();
    const headersOf = async (path: string) => (await fetch(`${signalbox.url}${path}`, { redirect: "manual" })).headers;
    const policies = await Promise.all([headersOf("/set-up"), headersOf("/set-up")]);
    const nonces = policies.map(
      (headers) => /script-src 'self' 'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1],
    );
    expect(new Set(nonces).size).toBe(2);
    for (const headers of policies) {
      expect(headers.get("content-security-policy")).not.toContain("unsafe-eval");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.has("x-powered-by")).toBe(false);
    }
    expect((await headersOf("/api/health")).get("content-security-policy")).toContain("script-src 'none'");
    expect((await headersOf("/share/guessed")).get("referrer-policy")).toBe("no-referrer");
  });

  it("shows no secret at the terminal or in a log, and keeps them for its owner alone", async () => {
    const signalbox = await start();
    await signalbox.stop();
    const secrets = ["secret", "postgres-password"].map((name) => join(dataDirectory, name));
    const logs = readdirSync(join(dataDirectory, "logs")).map((name) =>
      readFileSync(join(dataDirectory, "logs", name), "utf8"),
    );
    for (const path of secrets) {
      expect(statSync(path).mode & 0o077).toBe(0);
      const secret = readFileSync(path, "utf8").trim();
      for (const text of [signalbox.output(), ...logs]) expect(text).not.toContain(secret);
    }
  });

  it("keeps its data and its secret over a restart, and gives another set-up token", async () => {
    const first = await start();
    await leaveMark(first);
    const secret = readFileSync(join(dataDirectory, "secret"), "utf8");
    await first.stop();
    const second = await start();
    expect(await findMark(second)).toEqual([{ word: "kept" }]);
    expect(readFileSync(join(dataDirectory, "secret"), "utf8")).toBe(secret);
    expect(first.setupToken).toMatch(/\S{20,}/);
    expect(second.setupToken).not.toBe(first.setupToken);
  });

  it("uses a server of one's own, the same way, and leaves it running", async () => {
    const elsewhere = await makeTemporaryData();
    const own = await startPostgres({ dataDirectory: elsewhere });
    try {
      const signalbox = await start({ env: { DATABASE_URL: own.url } });
      expect(await health(signalbox.url)).toEqual({ status: 200, ok: true });
      expect(await signalbox.stop()).toBe(0);
      expect(existsSync(join(dataDirectory, "postgres"))).toBe(false);
      expect(await query(own.url, "select count(*)::int as windows from release_windows")).toEqual([{ windows: 0 }]);
    } finally {
      await discardData(elsewhere);
    }
  });
});

describe("a start that cannot be", () => {
  it("names the holder of the data directory, and leaves the first alone", async () => {
    const first = await start();
    const { code, output } = await startRefused({ dataDirectory });
    expect(code).toBe(1);
    expect(output).toContain(`process ${first.pid} at ${first.url}`);
    expect(await health(first.url)).toEqual({ status: 200, ok: true });
  });

  it("names the holder of the port", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { code, output } = await startRefused({ dataDirectory, env: { PORT: String(port) } });
    server.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken by process ${process.pid}`);
  });

  it("refuses a PORT that is none, a secret that is too short and a database that is not there, each by name", async () => {
    const withEnv = (env: Record<string, string>) => startRefused({ dataDirectory, env });
    expect(await withEnv({ PORT: "http" })).toMatchObject({
      code: 1,
      output: expect.stringContaining('PORT is "http"'),
    });
    expect(await withEnv({ SIGNALBOX_SECRET: "short" })).toMatchObject({
      code: 1,
      output: expect.stringContaining("SIGNALBOX_SECRET"),
    });
    const nowhere = await withEnv({ DATABASE_URL: "postgresql://me:hidden@127.0.0.1:9/none" });
    expect(nowhere).toMatchObject({ code: 1, output: expect.stringContaining("none at 127.0.0.1:9") });
    expect(nowhere.output).not.toContain("hidden");
  });
});

describe("kill -9", () => {
  it.each(["web", "worker", "postgres"] as const)(
    "of %s is mended by the launcher, with nothing lost",
    async (part) => {
      const signalbox = await start();
      await leaveMark(signalbox);
      const pid = signalbox.pidOf(part);
      process.kill(pid, "SIGKILL");
      await expect.poll(() => replaced(signalbox, part, pid), { timeout: 20_000 }).toBe(true);
      await expect.poll(() => health(signalbox.url), { timeout: 20_000 }).toEqual({ status: 200, ok: true });
      expect(await findMark(signalbox)).toEqual([{ word: "kept" }]);
    },
  );

  function replaced(signalbox: RunningSignalbox, part: "web" | "worker" | "postgres", pid: number): boolean {
    try {
      return signalbox.pidOf(part) !== pid;
    } catch {
      return false;
    }
  }

  it("of one part again and again ends the launcher with the reason, and with everything else", async () => {
    const signalbox = await start();
    const postgres = signalbox.pidOf("postgres");
    for (let crash = 1; crash <= 5; crash++) {
      const pid = signalbox.pidOf("worker");
      process.kill(pid, "SIGKILL");
      if (crash < 5) await expect.poll(() => replaced(signalbox, "worker", pid), { timeout: 20_000 }).toBe(true);
    }
    expect(await signalbox.exited).toBe(1);
    expect(signalbox.output()).toContain("worker ended 5 times within a minute, last with SIGKILL");
    expect(isGone(postgres)).toBe(true);
  });

  it("of the launcher takes web and worker along, keeps Postgres, and a new start goes on from there", async () => {
    const first = await start();
    await leaveMark(first);
    const [web, worker, postgres] = [first.pidOf("web"), first.pidOf("worker"), first.pidOf("postgres")];
    first.signal("SIGKILL");
    await first.exited;
    const second = await start({ env: { PORT: String(first.port) } });
    expect([web, worker].map(isGone)).toEqual([true, true]);
    expect(second.pidOf("postgres")).toBe(postgres);
    expect(await findMark(second)).toEqual([{ word: "kept" }]);
  });

  it("of everything at once, with a web process that hangs, leaves nothing that a new start cannot clear away", async () => {
    const first = await start();
    await leaveMark(first);
    process.kill(first.pidOf("web"), "SIGSTOP");
    for (const part of ["worker", "postgres"] as const) process.kill(first.pidOf(part), "SIGKILL");
    first.signal("SIGKILL");
    await first.exited;
    const second = await start({ env: { PORT: String(first.port) } });
    expect(await health(second.url)).toEqual({ status: 200, ok: true });
    expect(await findMark(second)).toEqual([{ word: "kept" }]);
  });
});

describe("stopping", () => {
  it("ends a process that does not listen within ten seconds", async () => {
    const signalbox = await start();
    process.kill(signalbox.pidOf("web"), "SIGSTOP");
    const began = performance.now();
    expect(await signalbox.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(cleanStopMillis);
  });

  it("at once when asked twice, with a database that recovers", async () => {
    const signalbox = await start();
    await leaveMark(signalbox);
    process.kill(signalbox.pidOf("web"), "SIGSTOP");
    signalbox.signal("SIGINT");
    await expect.poll(signalbox.output).toContain("Stopping …");
    // A second press within 300 ms counts as the same one: npm passes the terminal's on.
    await expect
      .poll(
        () => {
          signalbox.signal("SIGINT");
          return signalbox.output();
        },
        { interval: 100 },
      )
      .toContain("Stopping at once");
    expect(await signalbox.exited).toBe(1);
    const again = await start();
    expect(await findMark(again)).toEqual([{ word: "kept" }]);
  });

  it("is waited for by a start that comes while it lasts", async () => {
    const first = await start();
    const stopped = first.stop();
    const second = await start();
    expect(await stopped).toBe(0);
    expect(await health(second.url)).toEqual({ status: 200, ok: true });
  });

  it("happens when npm, which started it, is killed", async () => {
    const child = spawn("npm", ["start", "--silent"], {
      cwd: root,
      env: { ...process.env, SIGNALBOX_DATA: dataDirectory, PORT: "0", DATABASE_URL: "" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    for await (const chunk of child.stdout) if (String(chunk).includes("is ready")) break;
    const { pid } = JSON.parse(readFileSync(join(dataDirectory, "lock"), "utf8"));
    child.kill("SIGKILL");
    await expect.poll(() => isGone(pid), { timeout: cleanStopMillis }).toBe(true);
  });
});

describe("a data directory under a closed home", () => {
  it("works, also as root, where the database runs as an account that cannot go there", async () => {
    const home = join(dataDirectory, "home");
    mkdirSync(home, { mode: 0o700 });
    const data = join(home, "data");
    const first = await start({ dataDirectory: data });
    await leaveMark(first);
    await first.stop();
    const second = await start({ dataDirectory: data });
    expect(await findMark(second)).toEqual([{ word: "kept" }]);
    await second.stop();
    await discardData(data);
  });
});
