// @ts-check
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What a running process is, so that a pid from a file can be told from the same number given to somebody else later.
 *
 * @typedef {object} ProcessIdentity
 * @property {number} pid
 * @property {string} startedAt opaque; equal for one process over its whole life
 */

/**
 * @param {number} pid
 * @returns {ProcessIdentity | null} null when no such process runs. A zombie is dead: it holds nothing and never returns.
 */
export function identify(pid) {
  if (process.platform === "linux") return identifyFromProc(pid);
  if (!signalReaches(pid)) return null;
  if (process.platform === "win32") return { pid, startedAt: "" };
  try {
    const [state = "", ...start] = ask("ps", ["-o", "stat=,lstart=", "-p", String(pid)]).split(/\s+/);
    return state === "" || state.startsWith("Z") ? null : { pid, startedAt: start.join(" ") };
  } catch {
    return null;
  }
}

/** @param {number} pid */
function identifyFromProc(pid) {
  try {
    // The command name may hold spaces and brackets: fields are counted from the last bracket (proc(5): 3 state, 22 start).
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    return { pid, startedAt: `${bootId()}-${fields[19]}` };
  } catch {
    return null;
  }
}

/** Start times count from boot, so two boots need telling apart. */
function bootId() {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

/**
 * @param {ProcessIdentity} identity
 * @returns {boolean} whether that very process still runs
 */
export function isRunning(identity) {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

/**
 * @param {number} pid
 * @returns {string} the command line, or an empty string when it cannot be seen
 */
export function commandOf(pid) {
  try {
    if (process.platform === "linux") {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
    }
    if (process.platform === "win32") {
      return ask("tasklist", ["/fi", `PID eq ${pid}`, "/fo", "csv", "/nh"]);
    }
    return ask("ps", ["-o", "command=", "-p", String(pid)]);
  } catch {
    return "";
  }
}

/** @param {number} pid */
function signalReaches(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function ask(command, args) {
  return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}
