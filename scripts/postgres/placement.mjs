// @ts-check
import { randomBytes } from "node:crypto";
import { lstatSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { canEnter, letThrough } from "./account.mjs";

/** Where things go that another account must reach when the data directory lies under a closed home. */
export const SHARED_PLACE = "/var/lib/signalbox";

/**
 * Says where the cluster of a data directory lies: `<data>/postgres`, and that may be a link. When we are root and the
 * data directory lies where the server's account cannot go (under /root, say), the cluster is placed in
 * /var/lib/signalbox and linked, so that it is still found by looking into the data directory.
 *
 * @param {string} dataDirectory exists
 * @param {import("./account.mjs").Account | null} account
 * @returns {string} the cluster's real path; its parent exists, itself perhaps not yet
 */
export function placeCluster(dataDirectory, account) {
  const inside = join(dataDirectory, "postgres");
  const found = lstatSync(inside, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) return resolve(dataDirectory, readlinkSync(inside));
  if (account === null) return inside;

  if (canEnter(account, dirname(resolve(dataDirectory)))) {
    letThrough(account, dataDirectory);
    return inside;
  }
  if (found !== undefined) {
    throw new Error(
      `${inside} exists, but the account that runs Postgres cannot reach it because a directory above it is closed. ` +
        "Move the data directory (SIGNALBOX_DATA) to a place that others may enter.",
    );
  }
  return placeOutside(dataDirectory, inside);
}

/**
 * @param {string} dataDirectory
 * @param {string} inside
 */
function placeOutside(dataDirectory, inside) {
  // Random, not derived from the path: a data directory that was deleted and made again must not find its old cluster.
  const home = join(SHARED_PLACE, `${basename(resolve(dataDirectory))}-${randomBytes(6).toString("hex")}`);
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    writeFileSync(join(home, "belongs-to"), `${resolve(dataDirectory)}\n`);
  } catch (error) {
    throw new Error(
      `Postgres does not run as root, and its account can reach neither ${dataDirectory} nor ${SHARED_PLACE}. ` +
        "Set SIGNALBOX_DATA to a directory that others may enter.",
      { cause: error },
    );
  }
  const cluster = join(home, "postgres");
  symlinkSync(cluster, inside);
  return cluster;
}
