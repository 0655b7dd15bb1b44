// @ts-check
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/**
 * Only its owner may read it, and it is never seen half written.
 *
 * @param {string} path
 * @param {string} secret
 */
export function writeSecretFile(path, secret) {
  const draft = `${path}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${secret}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

/**
 * @param {string} path
 * @returns {string}
 */
export function readSecretFile(path) {
  return readFileSync(path, "utf8").trim();
}

/**
 * @param {string} path
 * @returns {string} the secret kept there; a new one of 256 random bits the first time
 */
export function secretIn(path) {
  if (!existsSync(path)) writeSecretFile(path, randomBytes(32).toString("base64url"));
  return readSecretFile(path);
}
