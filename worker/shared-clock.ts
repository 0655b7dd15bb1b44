import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Clock, systemNow } from "@/lib/time/clock";

const measureEveryMillis = 30_000;
const samples = 5;

export type SharedClock = { now: Clock; stop: () => void };

/**
 * The time that all workers share: Postgres', read as this machine's clock plus a measured offset. A worker whose own clock is
 * ahead would otherwise open every slot early, and two workers would disagree on when a slot is due. Of a few round trips the
 * fastest tells most, because half of its length is the error that remains (well under a millisecond on one machine).
 */
export async function startSharedClock(db: Database): Promise<SharedClock> {
  let offset = await measureOffset(db);
  const again = setInterval(() => {
    // While the database is away the last offset stands: clocks drift by milliseconds an hour.
    measureOffset(db).then(
      (measured) => {
        offset = measured;
      },
      () => undefined,
    );
  }, measureEveryMillis);
  again.unref();
  return {
    now: () => new Date(systemNow().getTime() + offset),
    stop: () => clearInterval(again),
  };
}

async function measureOffset(db: Database): Promise<number> {
  let best = { roundTrip: Number.POSITIVE_INFINITY, offset: 0 };
  for (let sample = 0; sample < samples; sample++) {
    const sent = systemNow().getTime();
    const started = performance.now();
    const { rows } = await db.execute<{ at: string }>(sql`select extract(epoch from clock_timestamp()) * 1000 as at`);
    const roundTrip = performance.now() - started;
    const offset = Number(rows[0]?.at) - (sent + roundTrip / 2);
    if (roundTrip < best.roundTrip) best = { roundTrip, offset };
  }
  return best.offset;
}
