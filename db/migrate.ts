import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import pg from "pg";

/** Any number will do, as long as every process of every version takes the same one. */
const migrationLock = 7_314_207_001;

/**
 * Brings a database to this version's schema: ours, then the job queue's. Safe to run from several processes at once: one
 * advisory lock on one dedicated connection lets them through one after the other (without it two of four concurrent starts
 * failed). Throws when the database cannot be reached or a migration fails; a failed migration leaves nothing half-done.
 */
export async function migrateDatabase(connectionString: string, migrationsFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: "signalbox-migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await migrate(drizzle(client), { migrationsFolder });
    await runMigrations({ connectionString });
  } finally {
    await client.end();
  }
}
