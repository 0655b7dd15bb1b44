import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { waitlistStates } from "@/lib/domain/waitlist-state";
import { boundedRange, createdAt, id, instant, oneOf, tstzrange, updatedAt } from "./columns";
import { people } from "./people";
import { releases } from "./releases";
import { environments, teams } from "./services";
import { slots } from "./slots";
import { releaseWindows } from "./windows";

/** A team's place in line for room in a full window. What falls free is held for the first in line until a deadline. */
export const waitlistEntries = pgTable(
  "waitlist_entries",
  {
    id: id(),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    /** Null: any window of the environment will do. */
    windowId: uuid("window_id").references(() => releaseWindows.id, { onDelete: "restrict" }),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "restrict" }),
    releaseId: uuid("release_id").references(() => releases.id, { onDelete: "restrict" }),
    durationMinutes: integer("duration_minutes").notNull(),
    /** The slot must lie inside. */
    within: tstzrange("within").notNull(),
    status: text("status", { enum: waitlistStates }).notNull().default("waiting"),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    /** The order of the line. */
    askedAt: instant("asked_at").notNull(),
    /** The hold that is offered, while it is. */
    offeredSlotId: uuid("offered_slot_id").references(() => slots.id, { onDelete: "restrict" }),
    offerUntil: instant("offer_until"),
    endedAt: instant("ended_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check("waitlist_entries_status", oneOf(table.status, waitlistStates)),
    check("waitlist_entries_within", boundedRange(table.within)),
    check("waitlist_entries_duration", sql`${table.durationMinutes} between 1 and 44640`),
    check(
      "waitlist_entries_offer_is_whole",
      sql`${table.status} <> 'offered' or (${table.offeredSlotId} is not null and ${table.offerUntil} is not null)`,
    ),
    // Who is next, in this environment?
    index("waitlist_entries_line").on(table.environmentId, table.askedAt).where(sql`status = 'waiting'`),
    // Offers whose deadline has come.
    index("waitlist_entries_offers").on(table.offerUntil).where(sql`status = 'offered'`),
  ],
);
