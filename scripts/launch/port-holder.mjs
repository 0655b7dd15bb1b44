// @ts-check
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { commandOf } from "./process-identity.mjs";

/**
 * @param {number} port
 * @returns {{ pid: number, command: string } | null} who listens there, when this user may see it
 */
export function findPortHolder(port) {
  const pid = process.platform === "linux" ? findInProc(port) : findWithLsof(port);
  return pid === null ? null : { pid, command: commandOf(pid) };
}

/** @param {number} port */
function findInProc(port) {
  const sockets = new Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => listeningSockets(table, port)));
  if (sockets.size === 0) return null;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (openFilesOf(pid).some((file) => sockets.has(file))) return Number(pid);
  }
  return null;
}

/**
 * @param {string} table
 * @param {number} port
 * @returns {string[]} as the links in /proc/<pid>/fd name them
 */
function listeningSockets(table, port) {
  const listening = "0A";
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  return readFile(table)
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = "", , state]) => state === listening && local.endsWith(`:${wanted}`))
    .map((fields) => `socket:[${fields[9]}]`);
}

/** @param {string} pid */
function openFilesOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((descriptor) => readLink(`/proc/${pid}/fd/${descriptor}`));
  } catch {
    return [];
  }
}

/** @param {string} path */
function readLink(path) {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

/** @param {string} path */
function readFile(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** @param {number} port */
function findWithLsof(port) {
  try {
    const output = execFileSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-t"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return Number.parseInt(output, 10) || null;
  } catch {
    return null;
  }
}
