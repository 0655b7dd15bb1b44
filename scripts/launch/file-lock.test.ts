import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { tryLock, waitForLock } from "./file-lock.mjs";
import { identify } from "./process-identity.mjs";

let directory: string;
let path: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "signalbox-lock-"));
  path = join(directory, "lock");
});

afterEach(() => rmSync(directory, { recursive: true }));

function take() {
  const attempt = tryLock(path);
  if (!("lock" in attempt)) throw new Error("the lock is held");
  return attempt.lock;
}

it("goes to one, and tells the other who has it and what it says of itself", () => {
  take().describe({ address: "http://localhost:3000" });
  expect(tryLock(path)).toEqual({ holder: { ...identify(process.pid), address: "http://localhost:3000" } });
});

it("is free again after release", () => {
  take().release();
  expect(existsSync(path)).toBe(false);
  take();
});

it("passes from a dead process to the next", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(path, JSON.stringify({ pid, startedAt: "long ago" }));
  take();
  expect(tryLock(path)).toEqual({ holder: identify(process.pid) });
});

it("passes on when the holder's number now belongs to another process", () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: "before the last boot" }));
  take();
});

it("passes on when the file is unreadable", () => {
  writeFileSync(path, "{");
  take();
});

it("passes on after a process died while it took the lock over", async () => {
  writeFileSync(path, JSON.stringify({ pid: 1, startedAt: "never" }));
  writeFileSync(`${path}.takeover`, "{}");
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(`${path}.takeover`, longAgo, longAgo);
  await waitForLock(path, { timeoutSeconds: 5 });
});

it("does not release what is no longer its own", () => {
  const lock = take();
  writeFileSync(path, JSON.stringify({ pid: 1, startedAt: "another" }));
  lock.release();
  expect(existsSync(path)).toBe(true);
});

it("is held by at most one of eight processes that find the same dead holder", async () => {
  writeFileSync(path, JSON.stringify({ pid: 1, startedAt: "never" }));
  const script = join(directory, "contender.mjs");
  writeFileSync(
    script,
    `import { tryLock } from ${JSON.stringify(new URL("file-lock.mjs", import.meta.url).href)};
     process.once("message", () => process.send("lock" in tryLock(${JSON.stringify(path)})));
     process.send("ready");
     setInterval(() => {}, 60_000); // a winner that ends gives the lock to the next`,
  );
  const contenders = Array.from({ length: 8 }, () => fork(script));
  await Promise.all(contenders.map((each) => once(each, "message")));
  const answers = contenders.map((each) => once(each, "message"));
  for (const each of contenders) each.send("go");
  const winners = (await Promise.all(answers)).filter(([won]) => won);
  for (const each of contenders) each.kill("SIGKILL");
  expect(winners).toHaveLength(1);
  expect(readdirSync(directory).sort()).toEqual(["contender.mjs", "lock"]);
});
