import type { Database, Tx } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import type { RefusalCode, Result } from "@/lib/domain/refusal";

const races: readonly RefusalCode[] = ["lane_taken", "service_taken"];

/**
 * Runs a booking command in its transaction. When only the database saw that somebody else was faster, the refusal has no rules
 * to show: the command then decides once more. The winner stands in the facts by now, so this time the refusal says who it is
 * and what is free instead (case 14); and if the winner has given up meanwhile, the room is had after all.
 */
export async function inBookingTransaction<T>(
  db: Database,
  command: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  const result = await inTransaction(db, command);
  const unexplained = !result.ok && races.includes(result.refusal.code) && result.refusal.rules.length === 0;
  return unexplained ? await inTransaction(db, command) : result;
}
