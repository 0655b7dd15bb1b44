import { sql } from "drizzle-orm";
import { boolean, check, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "./columns";

/** The one row of an installation: one installation serves one organisation. */
export const installation = pgTable(
  "installation",
  {
    id: smallint("id").primaryKey().default(1),
    organisationName: text("organisation_name").notNull().default("My organisation"),
    zone: text("zone").notNull().default("UTC"),
    isDemo: boolean("is_demo").notNull().default(false),
    /** SHA-256 of the one-time set-up token; null once set-up is done. */
    setupTokenHash: text("setup_token_hash"),
    setUpAt: instant("set_up_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [check("installation_is_one_row", sql`${table.id} = 1`)],
);

/** One row a living worker renews every few seconds; a stale one tells others to free its jobs. */
export const workerHeartbeats = pgTable("worker_heartbeats", {
  workerId: text("worker_id").primaryKey(),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
});

/** The arrows of every state machine of lib/domain, for the trigger that refuses any other change of status (rule 7). */
export const stateArrows = pgTable(
  "state_arrows",
  {
    machine: text("machine").notNull(),
    fromState: text("from_state").notNull(),
    toState: text("to_state").notNull(),
  },
  (table) => [primaryKey({ name: "state_arrows_pk", columns: [table.machine, table.fromState, table.toState] })],
);
