import { bigint, index, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Counters of rate-limiter-flexible, which reads and writes them itself: in Postgres, so that all web processes count together. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    /** What is counted, as a keyed hash: the table holds no address of anybody. */
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    /** Milliseconds since 1970, in which the library keeps time. */
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [
    // The library clears away what expired.
    index("rate_limits_by_expiry").on(table.expire),
  ],
);
