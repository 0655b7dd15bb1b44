import type { Database } from "@/db/client";
import { log, loggedError } from "@/lib/log";
import { thawNext } from "@/lib/slots/commands/thaw-next";
import { listThawingFreezes } from "@/lib/slots/queries/postponed-slots";
import type { Clock } from "@/lib/time/clock";

const worker = { kind: "worker" } as const;

/**
 * Plans again what freezes had postponed and let go by now, one at a time, each in a transaction of its own: killed in between, what is
 * done is done and the rest is found by the next round. One that fails stops no other, and its turn comes again. Returns how many
 * were planned.
 */
export async function runThawRound(db: Database, now: Clock): Promise<number> {
  let planned = 0;
  for (const freezeId of await listThawingFreezes(db)) planned += await thawFreeze(db, freezeId, now);
  return planned;
}

async function thawFreeze(db: Database, freezeId: string, now: Clock): Promise<number> {
  const failed: string[] = [];
  let planned = 0;
  while (true) {
    const done = await db.transaction((tx) => thawNext(tx, worker, { freezeId, except: failed }, now()));
    if (done.step === "nothing") return planned;
    if (done.step === "planned") planned++;
    if (done.step === "failed") {
      failed.push(done.postponementId);
      log.warn(
        { err: loggedError(done.error), freezeId },
        "a postponed slot could not be planned; its turn comes again",
      );
    }
  }
}
