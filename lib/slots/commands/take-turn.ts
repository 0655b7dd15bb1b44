import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * Lets those who are about to take the same lane of the same opening do so one after the other, until each one's transaction
 * ends: so each but the first finds the winner in the facts and is told who it is and what is free instead (case 14). The
 * exclusion constraint stays the authority; without the turn, two who insert at once would wait for each other until Postgres
 * calls it a deadlock, a second later. It is one lane, not the opening: fifty lanes are booked at once. Without an opening there
 * are no lanes, and the environment stands in.
 */
export async function takeTurn(
  tx: Tx,
  place: { environmentId: string; occurrenceId: string | null; lane: number },
): Promise<void> {
  const key = `signalbox.lane ${place.occurrenceId ?? place.environmentId} ${place.lane}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}
