// @ts-check
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { waitForLock } from "../launch/file-lock.mjs";
import { freePort } from "../launch/free-port.mjs";
import { isRunning } from "../launch/process-identity.mjs";
import { readSecretFile } from "../launch/secret-file.mjs";
import { serverAccount } from "./account.mjs";
import { findBinaries } from "./binaries.mjs";
import { initialiseCluster, SUPERUSER } from "./initialise.mjs";
import { placeCluster } from "./placement.mjs";
import { readServer, removeStrayPidFile } from "./postmaster-pid.mjs";
import { spawnServer } from "./spawn-server.mjs";
import { stopServer } from "./stop-server.mjs";

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url address of the database `signalbox`, with its password: never to be printed
 * @property {number} port
 * @property {number} pid
 * @property {boolean} adopted whether it was running before
 * @property {Promise<void>} exited settles when the server is gone, for whatever reason
 * @property {(mode?: import("./stop-server.mjs").StopMode) => Promise<void>} stop
 */

const DATABASE = "signalbox";
const READY_WITHIN_SECONDS = 60;

/**
 * Gives a running Postgres on a data directory: the one that already runs there (it outlives the process that started
 * it, and is adopted), else a new one. Safe to call from several processes at once; one of them starts it.
 *
 * It listens on 127.0.0.1 only, on a free port, with a generated password that is kept in the data directory.
 *
 * @param {object} options
 * @param {string} options.dataDirectory made when absent
 * @param {number} [options.preferredPort] used when free, so that a restart keeps its address
 * @param {Record<string, string | number>} [options.settings] over ours; tests switch fsync off
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startPostgres({ dataDirectory, preferredPort, settings = {} }) {
  const data = resolve(dataDirectory);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  mkdirSync(join(data, "logs"), { recursive: true, mode: 0o700 });
  const lock = await waitForLock(join(data, "postgres.lock"), { timeoutSeconds: READY_WITHIN_SECONDS });
  try {
    return await adoptOrStart(data, preferredPort, settings);
  } finally {
    lock.release();
  }
}

/**
 * @param {string} data
 * @param {number | undefined} preferredPort
 * @param {Record<string, string | number>} settings
 */
async function adoptOrStart(data, preferredPort, settings) {
  const account = serverAccount();
  const cluster = placeCluster(data, account);
  const binaries = findBinaries(account);
  const passwordFile = join(data, "postgres-password");
  const logFile = join(data, "logs", "postgres.log");

  let server = await livingServer(cluster);
  const adopted = server !== null;
  if (server === null) {
    await initialiseCluster({ cluster, passwordFile }, binaries, account);
    removeStrayPidFile(cluster);
    const port = await freePort(preferredPort);
    server = await spawnServer({ binaries, cluster, account, port, settings, logFile });
  }
  const url = `postgresql://${SUPERUSER}:${readSecretFile(passwordFile)}@127.0.0.1:${server.port}`;
  await ensureDatabase(url);

  const { process: identity, port } = server;
  return {
    url: `${url}/${DATABASE}`,
    port,
    pid: identity.pid,
    adopted,
    exited: gone(identity),
    stop: (/** @type {import("./stop-server.mjs").StopMode} */ mode = "fast") =>
      stopServer({ cluster, identity, control: binaries.control }, mode),
  };
}

/**
 * @param {string} cluster
 * @returns {Promise<import("./postmaster-pid.mjs").ServerState | null>} a server that is ready, or null when none runs
 */
async function livingServer(cluster) {
  const deadline = performance.now() + READY_WITHIN_SECONDS * 1000;
  for (;;) {
    const server = readServer(cluster);
    if (server === null || server.status === "ready") return server;
    if (performance.now() > deadline) {
      throw new Error(
        `Postgres (process ${server.process.pid}) has been "${server.status}" for ${READY_WITHIN_SECONDS} s.`,
      );
    }
    await delay(50);
  }
}

/** @param {string} url */
async function ensureDatabase(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: `${url}/postgres`, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/**
 * The server may be nobody's child (adopted), so its going is seen by looking.
 *
 * @param {import("../launch/process-identity.mjs").ProcessIdentity} identity
 * @returns {Promise<void>}
 */
function gone(identity) {
  return new Promise((done) => {
    const watch = setInterval(() => {
      if (isRunning(identity)) return;
      clearInterval(watch);
      done();
    }, 250);
    watch.unref();
  });
}
