// @ts-check
import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { isRunning } from "../launch/process-identity.mjs";

/**
 * `fast` rolls open transactions back and writes a checkpoint; `immediate` stops at once and leaves the recovery to the
 * next start. No commit is lost either way.
 *
 * @typedef {"fast" | "immediate"} StopMode
 */

/** How long each step may take before the next, harder one. Together they stay well inside the 10 s of a clean stop. */
const STEPS = /** @type {const} */ ([
  { mode: "fast", signal: "SIGINT", patienceMs: 2500 },
  { mode: "immediate", signal: "SIGQUIT", patienceMs: 1500 },
  { mode: "kill", signal: "SIGKILL", patienceMs: 1000 },
]);

/**
 * @param {object} server
 * @param {string} server.cluster
 * @param {import("../launch/process-identity.mjs").ProcessIdentity} server.identity
 * @param {string} server.control
 * @param {StopMode} mode
 */
export async function stopServer({ cluster, identity, control }, mode) {
  const first = STEPS.findIndex((step) => step.mode === mode);
  for (const { signal, mode: step, patienceMs } of STEPS.slice(first)) {
    if (!isRunning(identity)) return;
    if (process.platform === "win32" && step !== "kill") {
      await promisify(execFile)(control, ["stop", "-D", cluster, "-m", step, "-W"]).catch(() => undefined);
    } else {
      sendSignal(identity.pid, signal);
    }
    const deadline = performance.now() + patienceMs;
    while (isRunning(identity) && performance.now() < deadline) await delay(20);
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}
