import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Connection, connect } from "@/db/client";

export const templateDatabase = "template_signalbox";

export type TestDatabase = Connection & {
  url: string;
  /** A further pool on the same database, for races between two processes; closed with the database. */
  connectAgain: (options?: { max?: number; patienceMillis?: number }) => Connection;
  /** Closes every pool and drops the database. */
  drop: () => Promise<void>;
};

/**
 * A fresh, migrated, empty database: a clone of the template. Most tests use their file's own (`testDatabase()`); take one
 * of these when a single test must start from nothing, and drop it at the end. The name is a random one unless told.
 */
export async function createTestDatabase(name = `test_${randomUUID().replaceAll("-", "")}`): Promise<TestDatabase> {
  const serverUrl = inject("testServerUrl");
  await onServer(serverUrl, `create database ${name} template ${templateDatabase} strategy file_copy`);
  const address = new URL(serverUrl);
  address.pathname = `/${name}`;
  const url = address.href;

  const own = connect(url);
  const others: Connection[] = [];
  return {
    ...own,
    url,
    connectAgain(options) {
      const connection = connect(url, options);
      others.push(connection);
      return connection;
    },
    async drop() {
      await Promise.allSettled([own, ...others].map((connection) => connection.end()));
      // "force": a process under test may still hold a connection.
      await onServer(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

let ofThisFile: TestDatabase | undefined;

/** The database of this test file. One clone per file, shared by its tests, gone after the last of them. */
export function testDatabase(): TestDatabase {
  if (!ofThisFile) throw new Error("testDatabase() is for *.db.test.ts files: other tests have no database.");
  return ofThisFile;
}

/** Called once per test file by db/testing/setup.ts. */
export function registerTestDatabase(database: TestDatabase): void {
  ofThisFile = database;
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
