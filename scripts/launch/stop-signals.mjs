// @ts-check
import { readFileSync } from "node:fs";
import { identify, isRunning } from "./process-identity.mjs";

/** @type {NodeJS.Signals[]} */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** npm passes the terminal's Ctrl-C on, so that one press arrives twice: this soon after the first is the same press. */
const SAME_PRESS_MS = 300;

const LOOK_FOR_PARENT_EVERY_MS = 500;

/**
 * @param {object} on
 * @param {() => void} on.first asked to stop
 * @param {() => void} on.again asked once more, while stopping
 */
export function onStopSignals({ first, again }) {
  let askedAt = Number.NEGATIVE_INFINITY;
  const asked = () => {
    const now = performance.now();
    if (askedAt === Number.NEGATIVE_INFINITY) {
      askedAt = now;
      first();
    } else if (now - askedAt > SAME_PRESS_MS) {
      again();
    }
  };
  for (const signal of SIGNALS) process.on(signal, asked);

  // When npm, which started us, is killed without a chance to tell us, nobody at the terminal can stop us any more.
  if (process.env.npm_lifecycle_event === undefined || process.ppid === 1) return;
  const parent = process.ppid;
  const npm = npmAbove(parent);
  const look = setInterval(() => {
    if (process.ppid === parent && (npm === null || isRunning(npm))) return;
    clearInterval(look);
    asked();
  }, LOOK_FOR_PARENT_EVERY_MS);
  look.unref();
}

/**
 * npm starts a shell, and the shell starts us: a killed npm leaves the shell behind. Seen only where looking is cheap.
 *
 * @param {number} shell
 * @returns {import("./process-identity.mjs").ProcessIdentity | null}
 */
function npmAbove(shell) {
  if (process.platform !== "linux") return null;
  try {
    const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${shell}/status`, "utf8"));
    return parent === null ? null : identify(Number(parent[1]));
  } catch {
    return null;
  }
}
