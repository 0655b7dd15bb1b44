// @ts-check
import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { identify, isRunning } from "./process-identity.mjs";

/**
 * A lock file names its holder, so that the next one can say who it is and can tell a dead holder from a living one.
 * Node offers no flock(2), which the kernel would release by itself.
 *
 * @typedef {import("./process-identity.mjs").ProcessIdentity & Record<string, unknown>} Holder
 */

/**
 * @typedef {object} FileLock
 * @property {(facts: Record<string, unknown>) => void} describe tells the others more about the holder (its address)
 * @property {() => void} release
 */

/** A takeover is a rename and takes no time: one this old was left by a process killed in the middle of it. */
const TAKEOVER_EXPIRES_AFTER_MS = 10_000;

/**
 * @param {string} path
 * @param {Record<string, unknown>} [facts]
 * @returns {{ lock: FileLock } | { holder: Holder }} the lock, or the living process that has it
 */
export function tryLock(path, facts = {}) {
  const self = identify(process.pid);
  if (self === null) throw new Error("This process cannot see itself in the process table.");
  for (;;) {
    if (createWhole(path, { ...self, ...facts })) return { lock: held(path, self) };
    const found = readHolder(path);
    if (typeof found === "object" && isRunning(found)) return { holder: found };
    removeStale(path);
  }
}

/**
 * Waits for the holder to finish or die.
 *
 * @param {string} path
 * @param {{ timeoutSeconds: number, onWait?: (holder: Holder) => void }} options
 * @returns {Promise<FileLock>}
 */
export async function waitForLock(path, { timeoutSeconds, onWait }) {
  const deadline = performance.now() + timeoutSeconds * 1000;
  let told = false;
  for (;;) {
    const attempt = tryLock(path);
    if ("lock" in attempt) return attempt.lock;
    if (performance.now() > deadline) {
      throw new Error(`${path} is still held by process ${attempt.holder.pid} after ${timeoutSeconds} s.`);
    }
    if (!told) onWait?.(attempt.holder);
    told = true;
    await delay(100);
  }
}

/**
 * Written beside and linked into place, so that nobody ever reads half a lock.
 *
 * @param {string} path
 * @param {object} content
 */
function createWhole(path, content) {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o644 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Two starters may find the same dead holder. Without the guard the slower one would remove the lock that the faster
 * one has just taken.
 *
 * @param {string} path
 */
function removeStale(path) {
  const guard = `${path}.takeover`;
  if (!createWhole(guard, {})) {
    if (ageOf(guard) > TAKEOVER_EXPIRES_AFTER_MS) rmSync(guard, { force: true });
    return;
  }
  try {
    // Missing is not stale: the next holder may be creating it at this moment.
    const found = readHolder(path);
    if (found !== "missing" && (found === "unreadable" || !isRunning(found))) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/** @param {string} path */
function ageOf(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/**
 * @param {string} path
 * @returns {Holder | "missing" | "unreadable"}
 */
function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT" ? "missing" : "unreadable";
  }
}

/**
 * @param {string} path
 * @param {import("./process-identity.mjs").ProcessIdentity} self
 * @returns {FileLock}
 */
function held(path, self) {
  return {
    describe(facts) {
      const draft = `${path}.${randomUUID()}`;
      writeFileSync(draft, JSON.stringify({ ...self, ...facts }));
      renameSync(draft, path);
    },
    release() {
      const holder = readHolder(path);
      if (typeof holder === "object" && holder.pid === self.pid && holder.startedAt === self.startedAt)
        rmSync(path, { force: true });
    },
  };
}
