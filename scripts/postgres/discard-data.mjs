// @ts-check
import { lstatSync, readlinkSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { readServer } from "./postmaster-pid.mjs";
import { stopServer } from "./stop-server.mjs";

/**
 * Deletes the embedded database of a data directory, wherever placement has put it, and stops its server first.
 *
 * @param {string} dataDirectory
 */
export async function discardCluster(dataDirectory) {
  const inside = join(dataDirectory, "postgres");
  const found = lstatSync(inside, { throwIfNoEntry: false });
  if (found === undefined) return;
  const cluster = found.isSymbolicLink() ? readlinkSync(inside) : inside;
  const server = readServer(cluster);
  if (server !== null) await stopServer({ cluster, identity: server.process, control: "pg_ctl" }, "immediate");
  if (found.isSymbolicLink()) rmSync(dirname(cluster), { recursive: true, force: true });
  rmSync(inside, { recursive: true, force: true });
  rmSync(join(dataDirectory, "postgres-password"), { force: true });
}

/**
 * Deletes a whole data directory.
 *
 * @param {string} dataDirectory
 */
export async function discardData(dataDirectory) {
  await discardCluster(dataDirectory);
  rmSync(dataDirectory, { recursive: true, force: true });
}
