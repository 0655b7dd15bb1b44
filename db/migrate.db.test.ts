import { join } from "node:path";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { connect } from "./client";
import { migrateDatabase } from "./migrate";
import * as schema from "./schema";

const migrations = join(import.meta.dirname, "migrations");

async function emptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = inject("testServerUrl");
  const name = `test_migrate_${process.hrtime.bigint()}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

describe("migrations", () => {
  it("bring an empty database up once, also when four processes start at the same moment", async () => {
    const { url, drop } = await emptyDatabase();
    await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(url, migrations)));
    const { db, end } = connect(url);
    const { rows } = await db.execute(sql`select
      (select count(*)::int from drizzle.__drizzle_migrations) as applied,
      (select count(*)::int from installation) as installations,
      to_regclass('graphile_worker.jobs') is not null as has_queue`);
    await migrateDatabase(url, migrations);
    const again = await db.execute(sql`select count(*)::int as applied from drizzle.__drizzle_migrations`);
    await end();
    await drop();
    expect(rows[0]).toMatchObject({ installations: 1, has_queue: true });
    expect(again.rows[0]).toEqual({ applied: rows[0]?.applied });
  });

  it("hold everything that the schema says", async () => {
    const { default: newest } = await newestSnapshot();
    const pending = await generateMigration(newest, generateDrizzleJson(schema, newest.id));
    expect(pending).toEqual([]);
  });
});

async function newestSnapshot() {
  const journal = await import("./migrations/meta/_journal.json");
  const { idx } = journal.default.entries.at(-1) ?? { idx: 0 };
  return await import(`./migrations/meta/${String(idx).padStart(4, "0")}_snapshot.json`);
}
