// @ts-check
import { setTimeout as delay } from "node:timers/promises";
import { startPostgres } from "../postgres/start-postgres.mjs";
import { crashCounter } from "./supervise.mjs";
import { Mishap, say, warn } from "./terminal.mjs";

/**
 * The database of an installation: DATABASE_URL when it is set, else the embedded server. From here on both are an address
 * and nothing more.
 *
 * @typedef {object} InstallationDatabase
 * @property {string} url
 * @property {(mode?: "fast" | "immediate") => Promise<void>} stop leaves a server of one's own alone
 */

const MOST_CRASHES = 5;
const REACHABLE_WITHIN_MS = 15_000;

/**
 * @param {object} options
 * @param {string} options.dataDirectory
 * @param {(reason: string) => void} options.giveUp
 * @param {(url: string) => void} options.moved called when the server had to come back at another address
 * @returns {Promise<InstallationDatabase>}
 */
export async function openDatabase({ dataDirectory, giveUp, moved }) {
  const own = process.env.DATABASE_URL;
  if (own !== undefined && own !== "") {
    await waitUntilReachable(own);
    return { url: own, stop: async () => undefined };
  }

  const crashes = crashCounter();
  let stopping = false;
  let server = await startPostgres({ dataDirectory });
  const watch = () => {
    void server.exited.then(async () => {
      if (stopping) return;
      if (crashes.add() >= MOST_CRASHES)
        return giveUp("Postgres ended five times within a minute (logs/postgres.log).");
      warn("postgres: ended; starting it again");
      try {
        const { port } = server;
        server = await startPostgres({ dataDirectory, preferredPort: port });
        if (stopping) await server.stop();
        else if (server.port !== port) moved(server.url);
        watch();
      } catch (error) {
        giveUp(`Postgres could not be started again: ${/** @type {Error} */ (error).message}`);
      }
    });
  };
  watch();
  return {
    url: server.url,
    stop: async (mode) => {
      stopping = true;
      await server.stop(mode);
    },
  };
}

/** @param {string} url */
async function waitUntilReachable(url) {
  const { default: pg } = await import("pg");
  const deadline = performance.now() + REACHABLE_WITHIN_MS;
  let told = false;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (performance.now() > deadline) {
        const { host, port, database } = client;
        throw new Mishap(
          `The database of DATABASE_URL (${database} at ${host}:${port}) cannot be reached: ${/** @type {Error} */ (error).message}`,
        );
      }
      if (!told) say("Waiting for the database of DATABASE_URL …");
      told = true;
      await delay(500);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
