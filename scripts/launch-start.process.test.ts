import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "./launch/free-port.mjs";
import { discardData } from "./postgres/discard-data.mjs";
import { startPostgres } from "./postgres/start-postgres.mjs";
import {
  cleanStopMillis,
  findMark,
  health,
  installationPerTest,
  isGone,
  leaveMark,
  query,
} from "./testing/installation-per-test";
import { startRefused } from "./testing/start-signalbox";
import { makeTemporaryData } from "./testing/temporary-data.mjs";

const installation = installationPerTest();

describe("a start", () => {
  it("prints one line with the address when health answers 200, and stops cleanly within ten seconds with a stream open", async () => {
    const signalbox = await installation.start();
    expect(signalbox.output().match(/Signalbox is ready/g)).toHaveLength(1);
    expect(await health(signalbox.url)).toEqual({ status: 200, ok: true });

    const pids = (["web", "worker", "postgres"] as const).map(signalbox.pidOf);
    const began = performance.now();
    expect(await signalbox.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(cleanStopMillis);
    expect(pids.map(isGone)).toEqual([true, true, true]);
  });

  it("answers with headers that keep foreign scripts, frames and referrers out", async () => {
    const signalbox = await installation.start();
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

  it("lets a connection rest longer than the load balancers and clients that would send on it", async () => {
    const signalbox = await installation.start();
    expect((await fetch(`${signalbox.url}/api/health`)).headers.get("keep-alive")).toBe("timeout=75");
  });

  it("shows no secret at the terminal or in a log, and keeps them for its owner alone", async () => {
    const signalbox = await installation.start();
    await signalbox.stop();
    const secrets = ["secret", "postgres-password"].map((name) => join(installation.dataDirectory, name));
    const logs = readdirSync(join(installation.dataDirectory, "logs")).map((name) =>
      readFileSync(join(installation.dataDirectory, "logs", name), "utf8"),
    );
    for (const path of secrets) {
      expect(statSync(path).mode & 0o077).toBe(0);
      const secret = readFileSync(path, "utf8").trim();
      for (const text of [signalbox.output(), ...logs]) expect(text).not.toContain(secret);
    }
  });

  it("keeps its data and its secret over a restart, and gives another set-up token", async () => {
    const first = await installation.start();
    await leaveMark(first);
    const secret = readFileSync(join(installation.dataDirectory, "secret"), "utf8");
    await first.stop();
    const second = await installation.start();
    expect(await findMark(second)).toEqual([{ word: "kept" }]);
    expect(readFileSync(join(installation.dataDirectory, "secret"), "utf8")).toBe(secret);
    expect(first.setupToken).toMatch(/\S{20,}/);
    expect(second.setupToken).not.toBe(first.setupToken);
  });

  it("uses a server of one's own, the same way, and leaves it running", async () => {
    const elsewhere = await makeTemporaryData();
    const own = await startPostgres({ dataDirectory: elsewhere });
    try {
      const signalbox = await installation.start({ env: { DATABASE_URL: own.url } });
      expect(await health(signalbox.url)).toEqual({ status: 200, ok: true });
      expect(await signalbox.stop()).toBe(0);
      expect(existsSync(join(installation.dataDirectory, "postgres"))).toBe(false);
      expect(await query(own.url, "select count(*)::int as windows from release_windows")).toEqual([{ windows: 0 }]);
    } finally {
      await discardData(elsewhere);
    }
  });
});

describe("a start that cannot be", () => {
  it("names the holder of the data directory, and leaves the first alone", async () => {
    const first = await installation.start();
    const { code, output } = await startRefused({ dataDirectory: installation.dataDirectory });
    expect(code).toBe(1);
    expect(output).toContain(`process ${first.pid} at ${first.url}`);
    expect(await health(first.url)).toEqual({ status: 200, ok: true });
  });

  it("names the holder of the port", async () => {
    const port = await freePort();
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    const { code, output } = await startRefused({
      dataDirectory: installation.dataDirectory,
      env: { PORT: String(port) },
    });
    server.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken by process ${process.pid}`);
  });

  it("refuses a PORT that is none, a secret that is too short and a database that is not there, each by name", async () => {
    const withEnv = (env: Record<string, string>) => startRefused({ dataDirectory: installation.dataDirectory, env });
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

describe("a data directory under a closed home", () => {
  it("works, also as root, where the database runs as an account that cannot go there", async () => {
    const home = join(installation.dataDirectory, "home");
    mkdirSync(home, { mode: 0o700 });
    const data = join(home, "data");
    const first = await installation.start({ dataDirectory: data });
    await leaveMark(first);
    await first.stop();
    const second = await installation.start({ dataDirectory: data });
    expect(await findMark(second)).toEqual([{ word: "kept" }]);
    await second.stop();
    await discardData(data);
  });
});
