// @ts-check
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { readServer } from "./postmaster-pid.mjs";
import { serverEnvironment } from "./server-environment.mjs";
import { settingArguments } from "./settings.mjs";

/**
 * @typedef {object} Launch
 * @property {import("./binaries.mjs").Binaries} binaries
 * @property {string} cluster
 * @property {import("./account.mjs").Account | null} account
 * @property {number} port
 * @property {Record<string, string | number>} settings
 * @property {string} logFile
 */

const READY_WITHIN_SECONDS = 60;
const LARGEST_LOG_BYTES = 10_000_000;

/** What a server says when the one before it was killed and its memory or pid file is not cleared away yet. */
const STILL_BLOCKED = /pre-existing shared memory block|lock file "postmaster\.pid" already exists|is still in use/;

/**
 * Starts a server and waits until it takes connections. It is detached: killing us does not kill it, and the next start
 * adopts it.
 *
 * @param {Launch} launch
 * @returns {Promise<import("./postmaster-pid.mjs").ServerState>}
 */
export async function spawnServer(launch) {
  const deadline = performance.now() + READY_WITHIN_SECONDS * 1000;
  for (;;) {
    const outcome = await spawnOnce(launch, deadline);
    if ("server" in outcome) return outcome.server;
    if (!STILL_BLOCKED.test(outcome.log) || performance.now() > deadline) {
      throw new Error(`Postgres did not start (${outcome.reason}). ${launch.logFile} ends with:\n${outcome.log}`);
    }
    await delay(100);
  }
}

/**
 * @param {Launch} launch
 * @param {number} deadline
 * @returns {Promise<{ server: import("./postmaster-pid.mjs").ServerState } | { reason: string, log: string }>}
 */
async function spawnOnce({ binaries, cluster, account, port, settings, logFile }, deadline) {
  turnOver(logFile);
  const log = openSync(logFile, "a", 0o600);
  const logStart = statSync(logFile).size;
  const child = spawn(binaries.postgres, ["-D", cluster, ...settingArguments(port, settings)], {
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: serverEnvironment(),
    ...account,
  });
  closeSync(log);
  /** @type {string | null} */
  let ended = null;
  child.once("exit", (code, signal) => {
    ended = signal ?? `exit code ${code}`;
  });
  child.once("error", (error) => {
    ended = error.message;
  });

  while (ended === null) {
    const server = readServer(cluster);
    if (server?.process.pid === child.pid && server?.status === "ready") {
      child.unref();
      return { server };
    }
    if (performance.now() > deadline) {
      child.kill("SIGKILL");
      ended = `not ready after ${READY_WITHIN_SECONDS} s`;
    }
    await delay(15);
  }
  return { reason: ended, log: readFileSync(logFile, "utf8").slice(logStart).slice(-2000).trim() };
}

/**
 * Keeps one older log, so that a server restarted for years does not fill the disk.
 *
 * @param {string} logFile
 */
function turnOver(logFile) {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG_BYTES) renameSync(logFile, `${logFile}.1`);
}
