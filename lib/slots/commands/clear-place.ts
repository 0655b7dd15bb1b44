import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Range } from "@/lib/time/range";
import { expireHolds } from "./expire-holds";

/**
 * Gets a place ready for a decision: holds that ran out no longer stand in its way, and those who want the same lane of the same
 * opening decide one after the other, so that each but the first finds the winner in the facts and is told who it is and what is
 * free instead (case 14). The exclusion constraint stays the authority; this lock only makes its refusals rare. It is one lane,
 * not the opening: fifty lanes are booked at once. Without an opening there are no lanes, and the environment stands in.
 */
export async function clearPlace(
  tx: Tx,
  now: Date,
  place: { environmentId: string; occurrenceId: string | null; lane: number; during: Range },
): Promise<void> {
  const { environmentId, occurrenceId, lane, during } = place;
  const key = `signalbox.lane ${occurrenceId ?? environmentId} ${lane}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  // Postgres knows no range that ends before it starts; the decision refuses it with a better word.
  if (during.start < during.end) await expireHolds(tx, { kind: "worker" }, now, { environmentId, during });
}
