// @ts-check
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { waitForLock } from "./file-lock.mjs";
import { root } from "./root.mjs";
import { Mishap, say } from "./terminal.mjs";

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, dev?: boolean }> }} LockFile */

const INSTALL_WITHIN_SECONDS = 900;

/**
 * Installs what package-lock.json asks for, unless it is there. npm keeps its own record of what it has installed in
 * node_modules; comparing with that (5 ms) is right also after an `npm install` by hand, where a stamp of ours would not be.
 *
 * @param {{ development?: boolean, signal?: AbortSignal }} [options] whether tools for development are needed too
 */
export async function ensureDependencies({ development = false, signal } = {}) {
  if (areInstalled(development)) return;
  const lock = await waitForLock(join(root, ".signalbox-install.lock"), {
    timeoutSeconds: INSTALL_WITHIN_SECONDS,
    onWait: ({ pid }) => say(`Waiting for process ${pid}, which installs the packages …`),
  });
  try {
    if (areInstalled(development)) return;
    say("Installing packages (npm ci) …");
    await install(signal);
    if (!areInstalled(development))
      throw new Mishap("npm ci has finished, but packages of package-lock.json are missing.");
  } finally {
    lock.release();
  }
}

/** @param {boolean} development */
function areInstalled(development) {
  const wanted = readLockFile(join(root, "package-lock.json"));
  const installed = readLockFile(join(root, "node_modules", ".package-lock.json"));
  if (wanted === null) throw new Mishap(`${root} has no readable package-lock.json.`);
  if (installed === null) return false;
  return Object.entries(wanted.packages).every(([path, { version, optional, dev }]) => {
    if (path === "" || optional || (dev && !development)) return true;
    return installed.packages[path]?.version === version;
  });
}

/**
 * @param {string} path
 * @returns {LockFile | null}
 */
function readLockFile(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
function install(signal) {
  return new Promise((resolve, reject) => {
    const windows = process.platform === "win32";
    const child = spawn(windows ? "npm.cmd" : "npm", ["ci", "--include=dev", "--no-fund", "--no-audit"], {
      cwd: root,
      stdio: ["ignore", "ignore", "pipe"],
      shell: windows,
      signal,
    });
    // Kept for a failure: npm also warns of what only we could change.
    let messages = "";
    child.stderr?.on("data", (chunk) => {
      messages += chunk;
    });
    child.once("error", (error) => reject(new Mishap(`npm could not be started: ${error.message}`)));
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Mishap(`npm ci failed (exit code ${code}):\n${messages.trim()}`));
    });
  });
}
