// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { dataDirectoryPath, installationSecret } from "./data-directory.mjs";
import { openDatabase } from "./database.mjs";
import { Mishap } from "./terminal.mjs";

/**
 * Does something on the installation's database, beside a running Signalbox or without one: that of `DATABASE_URL`, else the embedded one.
 *
 * @param {(env: { DATABASE_URL: string, SIGNALBOX_SECRET: string }) => Promise<void>} use with what a program needs to work there
 */
export async function withDatabase(use) {
  const path = dataDirectoryPath(".signalbox");
  const isRunning = existsSync(join(path, "lock"));
  const fail = (/** @type {string} */ reason) => {
    throw new Mishap(reason);
  };
  const database = await openDatabase({ dataDirectory: path, giveUp: fail, moved: () => undefined });
  try {
    await use({ DATABASE_URL: database.url, SIGNALBOX_SECRET: installationSecret(path) });
  } finally {
    // A running Signalbox uses the same server: it stays.
    if (!isRunning) await database.stop();
  }
}
