// @ts-check
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { tryLock } from "./file-lock.mjs";
import { secretIn } from "./secret-file.mjs";
import { Mishap } from "./terminal.mjs";

/**
 * One directory holds all that an installation keeps: the embedded database, its password, the secret, logs, the lock.
 *
 * @typedef {object} DataDirectory
 * @property {string} path
 * @property {import("./file-lock.mjs").FileLock} lock
 */

/** A process that was told to stop needs up to ten seconds. */
const WAIT_FOR_STOPPING_MS = 15_000;
const SHORTEST_SECRET = 32;

/** @param {string} byDefault */
export function dataDirectoryPath(byDefault) {
  return resolve(process.env.SIGNALBOX_DATA || byDefault);
}

/**
 * Takes the data directory for this process. A living holder keeps it, unless it is just stopping: then we wait for it.
 *
 * @param {string} path
 * @returns {Promise<DataDirectory>}
 */
export async function openDataDirectory(path) {
  try {
    mkdirSync(join(path, "logs"), { recursive: true, mode: 0o700 });
    mkdirSync(join(path, "run"), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Mishap(`The data directory ${path} cannot be made: ${/** @type {Error} */ (error).message}`);
  }
  const deadline = performance.now() + WAIT_FOR_STOPPING_MS;
  for (;;) {
    const attempt = tryLock(join(path, "lock"));
    if ("lock" in attempt) return { path, lock: attempt.lock };
    if (!attempt.holder.stopping || performance.now() > deadline) throw new Mishap(explainHeld(path, attempt.holder));
    await delay(100);
  }
}

/**
 * @param {string} path
 * @param {import("./file-lock.mjs").Holder} holder
 */
function explainHeld(path, { pid, address }) {
  const where = typeof address === "string" ? ` at ${address}` : "";
  return (
    `Signalbox already runs on ${path}: process ${pid}${where}. ` +
    "It was left alone. Stop it first, or set SIGNALBOX_DATA to another directory."
  );
}

/**
 * @param {string} path of the data directory
 * @returns {string} the key of sessions, links and signatures: SIGNALBOX_SECRET, or the one kept in the directory
 */
export function installationSecret(path) {
  const given = process.env.SIGNALBOX_SECRET;
  if (given === undefined || given === "") return secretIn(join(path, "secret"));
  if (given.length < SHORTEST_SECRET) {
    throw new Mishap(`SIGNALBOX_SECRET is too short: it needs at least ${SHORTEST_SECRET} characters.`);
  }
  return given;
}
