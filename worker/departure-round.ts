import type { Database } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import { accept } from "@/lib/domain/refusal";
import { log, loggedError } from "@/lib/log";
import type { Clock } from "@/lib/time/clock";
import { advanceDeparture } from "@/lib/trains/commands/advance-departure";
import { extendDepartures } from "@/lib/trains/commands/plan-departures";
import { listDueDepartures } from "@/lib/trains/queries/due-departures";

const worker = { kind: "worker" } as const;

/**
 * Plans the departures of the coming year and takes every turn that is due, one departure after the other and each in a transaction of its
 * own, in the order in which they leave: what misses one stands aboard the next before that one's turn comes. One that fails keeps no
 * other from its turn, and comes again with the next round. Returns how many turns were taken.
 */
export async function runDepartureRound(db: Database, now: Clock): Promise<number> {
  await inTransaction(db, (tx) => extendDepartures(tx, worker, now()));
  let turns = 0;
  for (const departureId of await listDueDepartures(db, now())) {
    try {
      const taken = await inTransaction(db, async (tx) =>
        accept(await advanceDeparture(tx, worker, departureId, now())),
      );
      if (!taken.ok)
        log.debug({ departureId, refusal: taken.refusal.code }, "a departure is being changed; it comes again");
      else turns += taken.value.length;
    } catch (error) {
      log.warn({ err: loggedError(error), departureId }, "a departure did not come to its turn; it comes again");
    }
  }
  return turns;
}
