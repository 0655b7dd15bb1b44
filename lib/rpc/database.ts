import { type Connection, connect, type Database } from "@/db/client";
import { env } from "@/lib/env";

// On globalThis, because the development server loads this module anew after each change and would leave a pool behind.
const kept = globalThis as typeof globalThis & { signalboxConnection?: Connection };

/** The one pool of the web process, opened when it is first asked for. */
export function database(): Database {
  kept.signalboxConnection ??= connect(env().databaseUrl, { name: "signalbox-web" });
  return kept.signalboxConnection.db;
}

/** Closes the pool at the end of the process; running statements end first. */
export async function closeDatabase(): Promise<void> {
  const connection = kept.signalboxConnection;
  kept.signalboxConnection = undefined;
  await connection?.end();
}
