import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { isConnectionLost } from "@/db/connection-lost";
import { log } from "@/lib/log";

const askEveryMillis = 500;

/** Settles when the database answers, however long it is away; rejects when it answers that something else is wrong. */
export async function untilDatabaseAnswers(db: Database): Promise<void> {
  for (let hasSaid = false; ; hasSaid = true) {
    try {
      await db.execute(sql`select 1`);
      return;
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
    }
    if (!hasSaid) log.warn("waits for the database");
    await delay(askEveryMillis);
  }
}
