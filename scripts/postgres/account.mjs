// @ts-check
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Postgres refuses to run as root, so when we are root the server runs as another account of this machine.
 *
 * @typedef {object} Account
 * @property {number} uid
 * @property {number} gid
 */

/** `postgres` where the system has one; `nobody` exists everywhere. initdb wants a uid that has a name. */
const CANDIDATES = ["postgres", "_postgres", "nobody"];

/** @returns {Account | null} null when the server can simply run as ourselves */
export function serverAccount() {
  if (process.getuid?.() !== 0) return null;
  for (const name of CANDIDATES) {
    const account = lookUp(name);
    if (account !== null) return account;
  }
  throw new Error(
    `Postgres does not run as root, and this machine has none of the accounts ${CANDIDATES.join(", ")} to run it as. ` +
      "Start Signalbox as another user, or set DATABASE_URL to a Postgres of your own.",
  );
}

/**
 * @param {string} name
 * @returns {Account | null}
 */
function lookUp(name) {
  try {
    const ask = (/** @type {string} */ flag) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    const account = { uid: ask("-u"), gid: ask("-g") };
    return account.uid > 0 ? account : null;
  } catch {
    return null;
  }
}

/**
 * @param {Account} account
 * @param {string} directory
 * @returns {boolean} whether the account may enter the directory and all those above it
 */
export function canEnter(account, directory) {
  for (let current = resolve(directory); ; current = dirname(current)) {
    if (!allows(account, current, 0o1)) return false;
    if (current === dirname(current)) return true;
  }
}

/**
 * @param {Account} account
 * @param {string} path
 * @param {number} bits of rwx, as in the last digit of a mode
 */
export function allows(account, path, bits) {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

/**
 * Lets the account pass through a directory of ours without being able to list it. A directory closed to its group is
 * opened to the account's group alone, so that no other user gains anything.
 *
 * @param {Account} account
 * @param {string} directory
 */
export function letThrough(account, directory) {
  if (allows(account, directory, 0o1)) return;
  const { mode } = statSync(directory);
  if ((mode & 0o070) === 0) {
    chownSync(directory, -1, account.gid);
    chmodSync(directory, (mode & 0o7777) | 0o010);
  } else {
    chmodSync(directory, (mode & 0o7777) | 0o001);
  }
}
