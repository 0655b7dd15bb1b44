// @ts-check
import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openLogFile } from "./log-file.mjs";
import { identify } from "./process-identity.mjs";
import { root } from "./root.mjs";
import { warn } from "./terminal.mjs";

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string[]} args of node
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} [chatty] whether all it says is shown at the terminal, and not its errors alone
 */

/**
 * @typedef {object} Child
 * @property {number} pid
 * @property {Promise<string>} ended settles with how it ended: "exit code 1", "SIGKILL"
 * @property {() => string} lastWords what it wrote last on standard error
 * @property {(signal: NodeJS.Signals) => void} signal
 */

const REMEMBERED_LINES = 20;
const PINO_ERROR = 50;
const stopWithParent = new URL("stop-with-parent.mjs", import.meta.url).href;

/**
 * Starts one of our processes. Its output goes to `logs/<name>.log`; what it says as an error is shown at the terminal too.
 * Its identity is kept in `run/<name>.json`, for the next start should this one be killed.
 *
 * @param {Program} program
 * @param {string} dataDirectory
 * @returns {Child}
 */
export function startChild({ name, args, env, chatty = false }, dataDirectory) {
  const identityFile = join(dataDirectory, "run", `${name}.json`);
  const log = openLogFile(join(dataDirectory, "logs", `${name}.log`));
  // A process group of its own: Ctrl-C at the terminal reaches the launcher alone, which then stops things in order.
  const child = spawn(process.execPath, ["--import", stopWithParent, ...args], {
    cwd: root,
    env: { ...env, SIGNALBOX_LAUNCHER_PID: String(process.pid) },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  if (child.pid !== undefined) writeFileSync(identityFile, JSON.stringify(identify(child.pid)));

  /** @type {string[]} */
  const lastLines = [];
  const out = createInterface({ input: /** @type {import("node:stream").Readable} */ (child.stdout) });
  out.on("line", (line) => {
    log.write(line);
    const shown = chatty ? line : errorIn(line);
    if (shown !== null) warn(`${name}: ${shown}`);
  });
  const err = createInterface({ input: /** @type {import("node:stream").Readable} */ (child.stderr) });
  err.on("line", (line) => {
    log.write(line);
    lastLines.push(line);
    if (lastLines.length > REMEMBERED_LINES) lastLines.shift();
    warn(`${name}: ${line}`);
  });

  return {
    pid: child.pid ?? 0,
    lastWords: () => lastLines.join("\n"),
    signal: (signal) => {
      child.kill(signal);
    },
    ended: new Promise((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("close", (code, signal) => {
        log.close();
        rmSync(identityFile, { force: true });
        resolve(signal ?? `exit code ${code}`);
      });
    }),
  };
}

/**
 * @param {string} line
 * @returns {string | null} the message, when the line is a log entry of level error or worse
 */
function errorIn(line) {
  if (!line.startsWith("{")) return null;
  try {
    const { level, msg, err } = JSON.parse(line);
    return level >= PINO_ERROR ? [msg, err?.message].filter(Boolean).join(": ") : null;
  } catch {
    return null;
  }
}
