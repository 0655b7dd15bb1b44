import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { discardData } from "@/scripts/postgres/discard-data.mjs";
import { startPostgres } from "@/scripts/postgres/start-postgres.mjs";
import { makeTemporaryData } from "@/scripts/testing/temporary-data.mjs";
import { templateDatabase } from "./test-database";

declare module "vitest" {
  export interface ProvidedContext {
    /** The server of this run; its databases are clones of one migrated template. */
    testServerUrl: string;
  }
}

/** A test server may lose everything when the machine dies, so it need not wait for the disk. */
const forgetful = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: 300 };

let ownDirectory: string | undefined;

/**
 * One Postgres per run of the suite, in a directory of its own, so that two runs at once do not meet. All migrations run
 * once, into a template; each test file gets a clone of it (db/testing/setup.ts).
 */
export async function setup(project: TestProject): Promise<void> {
  const dataDirectory = await makeTemporaryData();
  const server = await startPostgres({ dataDirectory, settings: forgetful });

  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${templateDatabase}`);
  await client.end();
  const templateUrl = new URL(server.url);
  templateUrl.pathname = `/${templateDatabase}`;
  await migrateDatabase(templateUrl.href, join(import.meta.dirname, "..", "migrations"));

  project.provide("testServerUrl", server.url);
  ownDirectory = dataDirectory;
}

export async function teardown(): Promise<void> {
  if (ownDirectory) await discardData(ownDirectory);
}
