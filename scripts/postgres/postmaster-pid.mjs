// @ts-check
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandOf, identify } from "../launch/process-identity.mjs";

/**
 * What a server says of itself in its data directory (the lines of postmaster.pid: pid, directory, start, port, socket
 * directory, address, shared memory, state).
 *
 * @typedef {object} ServerState
 * @property {import("../launch/process-identity.mjs").ProcessIdentity} process
 * @property {number} port
 * @property {"starting" | "ready" | "standby" | "stopping" | ""} status empty before the server has written it
 */

/**
 * @param {string} cluster
 * @returns {ServerState | null} the server that runs on this cluster now, if one does
 */
export function readServer(cluster) {
  const lines = readLines(cluster);
  if (lines === null) return null;
  const pid = Number(lines[0]);
  const process = pid > 0 ? identify(pid) : null;
  if (process === null || !isServerOf(cluster, pid)) return null;
  return { process, port: Number(lines[3] ?? 0), status: /** @type {ServerState["status"]} */ (lines[7] ?? "") };
}

/**
 * After a reboot, or in a new container, the number in a stale file may belong to somebody else. Postgres then refuses
 * to start for ever, so the file is removed; when its process is merely dead, Postgres itself cleans up, and better.
 *
 * @param {string} cluster
 */
export function removeStrayPidFile(cluster) {
  const pid = Number(readLines(cluster)?.[0] ?? 0);
  if (pid > 0 && identify(pid) !== null && !isServerOf(cluster, pid)) rmSync(join(cluster, "postmaster.pid"));
}

/**
 * @param {string} cluster
 * @param {number} pid
 */
function isServerOf(cluster, pid) {
  const command = commandOf(pid);
  return process.platform === "win32"
    ? /postgres/i.test(command)
    : command.includes("postgres") && command.includes(cluster);
}

/** @param {string} cluster */
function readLines(cluster) {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8")
      .split("\n")
      .map((line) => line.trim());
  } catch {
    return null;
  }
}
