import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { migrateDatabase } from "@/db/migrate";
import { root } from "@/scripts/launch/root.mjs";
import { discardData } from "@/scripts/postgres/discard-data.mjs";
import { startPostgres } from "@/scripts/postgres/start-postgres.mjs";
import { makeTemporaryData } from "@/scripts/testing/temporary-data.mjs";

export type BenchServer = {
  /** Holds logs and process files of what is measured; gone at the end. */
  dataDirectory: string;
  secret: string;
  /** A fresh, migrated database. */
  createDatabase: (name: string) => Promise<string>;
  stop: () => Promise<void>;
};

/** An embedded Postgres of this run alone, with the settings of an installation: what is committed is on the disk. */
export async function startBenchServer(): Promise<BenchServer> {
  const dataDirectory = await makeTemporaryData();
  // Where the launcher keeps the logs and the identities of what it starts.
  for (const name of ["logs", "run"]) mkdirSync(join(dataDirectory, name), { recursive: true });
  const server = await startPostgres({ dataDirectory });
  return {
    dataDirectory,
    secret: randomBytes(32).toString("hex"),
    async createDatabase(name) {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database ${client.escapeIdentifier(name)}`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      await migrateDatabase(url.href, join(root, "db", "migrations"));
      return url.href;
    },
    async stop() {
      await server.stop("immediate");
      await discardData(dataDirectory);
    },
  };
}
