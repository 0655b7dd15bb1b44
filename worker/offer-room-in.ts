import type { Database } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import { log } from "@/lib/log";
import { offerRoom } from "@/lib/waitlist/commands/offer-room";

const worker = { kind: "worker" } as const;
/** Somebody who books at the same moment may take the very room that was to be offered; then what is left is looked at again. */
const attempts = 3;

/** Offers what is free in an environment to those who wait for it. */
export async function offerRoomIn(db: Database, environmentId: string, now: Date): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const result = await inTransaction(db, (tx) => offerRoom(tx, worker, { environmentId }, now));
    if (result.ok) return;
    log.debug({ environmentId, refusal: result.refusal.code }, "room was taken while it was to be offered");
  }
}
