// @ts-check
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isRunning } from "./process-identity.mjs";

const STOP_WITHIN_MS = 6_000;

/**
 * Stops what a killed launcher has left on this data directory. Children stop by themselves when their parent dies
 * (stop-with-parent.mjs); this waits for them, and helps where one hangs. The caller holds the data directory's lock.
 *
 * @param {string} dataDirectory
 */
export async function stopOrphans(dataDirectory) {
  const directory = join(dataDirectory, "run");
  await Promise.all(readdirSync(directory).map((name) => stopOrphan(join(directory, name))));
}

/** @param {string} file */
async function stopOrphan(file) {
  const identity = readIdentity(file);
  const deadline = performance.now() + STOP_WITHIN_MS;
  if (identity !== null && isRunning(identity)) process.kill(identity.pid, "SIGTERM");
  while (identity !== null && isRunning(identity)) {
    if (performance.now() > deadline) process.kill(identity.pid, "SIGKILL");
    await delay(50);
  }
  rmSync(file, { force: true });
}

/**
 * @param {string} file
 * @returns {import("./process-identity.mjs").ProcessIdentity | null}
 */
function readIdentity(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
