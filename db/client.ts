import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema";

export type Database = NodePgDatabase<typeof schema> & { $client: pg.Pool };
/** An open transaction. Commands take this, never the pool, so that all they write commits together (rule 8). */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a query may read from: the pool or a transaction. */
export type Reader = Database | Tx;

export type Connection = { pool: pg.Pool; db: Database; end: () => Promise<void> };

/** A pool and its Drizzle client. Connections speak UTC, so that ranges come back in one known form. */
export function connect(
  connectionString: string,
  options: { max?: number; name?: string; patienceMillis?: number; pipelined?: boolean } = {},
): Connection {
  const pool = new pg.Pool({
    connectionString,
    max: options.max ?? 20,
    application_name: options.name ?? "signalbox",
    // Statements are sent without waiting for the answer to the one before, where the code asks for it (db/together.ts).
    pipeline: options.pipelined ?? false,
    options: "-c timezone=UTC -c datestyle=ISO",
    // A request that gets no connection in this time is refused (`busy`) rather than left hanging.
    connectionTimeoutMillis: options.patienceMillis ?? 10_000,
  });
  // An idle connection that breaks (Postgres restarted) must not end the process: the pool makes a new one.
  pool.on("error", () => {});
  // The same for one that is in use: whoever uses it learns it from the query, and the job engine insists on this handler.
  pool.on("connect", (client) => client.on("error", () => {}));
  return { pool, db: drizzle(pool, { schema }), end: () => pool.end() };
}
