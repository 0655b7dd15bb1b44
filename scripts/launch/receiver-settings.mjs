// @ts-check
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./free-port.mjs";
import { writeSecretFile } from "./secret-file.mjs";

/**
 * Where the demo's receiver listens and the key it shares with the demo's targets. Kept in the data directory, because
 * the targets in the database name the same port and key after a restart.
 *
 * @param {string} dataDirectory
 * @returns {Promise<{ port: number, secret: string }>}
 */
export async function receiverSettings(dataDirectory) {
  const path = join(dataDirectory, "receiver.json");
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const settings = {
    port: await freePort(kept.port),
    secret: kept.secret ?? `whsec_${randomBytes(24).toString("base64")}`,
  };
  writeSecretFile(path, JSON.stringify(settings));
  return settings;
}
