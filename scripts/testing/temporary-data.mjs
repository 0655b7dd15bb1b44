// @ts-check
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identify, isRunning } from "../launch/process-identity.mjs";
import { discardData } from "../postgres/discard-data.mjs";

const PREFIX = "signalbox-test-";
const OWNER = "owner";

/**
 * A data directory for one run of the tests. A run that was killed leaves its directory, and a server on it, behind: the
 * next run clears them away.
 *
 * @returns {Promise<string>}
 */
export async function makeTemporaryData() {
  for (const name of readdirSync(tmpdir())) {
    if (name.startsWith(PREFIX)) await discardAbandoned(join(tmpdir(), name));
  }
  const directory = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(directory, OWNER), JSON.stringify(identify(process.pid)));
  return directory;
}

/** @param {string} directory */
async function discardAbandoned(directory) {
  try {
    const owner = JSON.parse(readFileSync(join(directory, OWNER), "utf8"));
    if (!isRunning(owner)) await discardData(directory);
  } catch {
    // Just being made or cleared away by another run.
  }
}

/** For an exit handler, where nothing can be waited for: the server must have been stopped. */
export function removeTemporaryData(/** @type {string} */ directory) {
  rmSync(directory, { recursive: true, force: true });
}
