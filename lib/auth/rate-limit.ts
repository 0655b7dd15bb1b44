import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "@/db/client";
import { signed } from "./secret";

/** How many attempts in how long. */
export type RateLimit = { name: string; attempts: number; seconds: number };
/** A limit and whose attempts it counts. */
export type Counted = { limit: RateLimit; key: string };

export type Attempt = { ok: true } | { ok: false; retryAfterSeconds: number; isFirst: boolean };

const limiters = new WeakMap<Database["$client"], Map<string, RateLimiterPostgres>>();

function limiterOf(db: Database, { name, attempts, seconds }: RateLimit): RateLimiterPostgres {
  const ofPool = limiters.get(db.$client) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(db.$client, ofPool);
  const known = ofPool.get(name);
  if (known) return known;
  const limiter = new RateLimiterPostgres({
    storeClient: db.$client,
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: name,
    points: attempts,
    duration: seconds,
  });
  ofPool.set(name, limiter);
  return limiter;
}

// Whose attempts were counted need not stand readable in the table.
const hidden = (key: string) => signed("rate limit", key);

/**
 * Counts an attempt against each limit before it is tried, in Postgres, so that any number of attempts at once in any number of
 * processes pass at most as often as allowed. Refused when one limit is used up; `isFirst` on the attempt that met it.
 */
export async function countAttempt(db: Database, counted: readonly Counted[]): Promise<Attempt> {
  let refused: Extract<Attempt, { ok: false }> | undefined;
  for (const { limit, key } of counted) {
    try {
      await limiterOf(db, limit).consume(hidden(key));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      const isFirst = error.consumedPoints === limit.attempts + 1;
      if (!refused || retryAfterSeconds > refused.retryAfterSeconds)
        refused = { ok: false, retryAfterSeconds, isFirst };
    }
  }
  return refused ?? { ok: true };
}

/** Takes a counted attempt back: it succeeded, so it was no guess. */
export async function forgiveAttempt(db: Database, counted: readonly Counted[]): Promise<void> {
  for (const { limit, key } of counted) await limiterOf(db, limit).reward(hidden(key), 1);
}
