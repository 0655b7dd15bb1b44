import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { calendarUses } from "@/lib/domain/calendar-use";
import { boundedRange, createdAt, id, instant, oneOf, tstzrange, updatedAt } from "./columns";
import { people } from "./people";

/**
 * A calendar from outside (public holidays, company events), read from a file once or from an address again and again. Its events
 * are marks on the schedule, or the stretches of one freeze (`freezes.calendar_id`).
 */
export const calendars = pgTable(
  "calendars",
  {
    id: id(),
    name: text("name").notNull(),
    use: text("use", { enum: calendarUses }).notNull().default("mark"),
    /** Days without a zone of their own (all-day events) are days of this zone. */
    zone: text("zone").notNull(),
    /** Where it is fetched from; null: it was read from a file. An address can hold a secret, so it is sealed like one. */
    urlSealed: text("url_sealed"),
    /** What may be shown of the address: its host. */
    urlHost: text("url_host"),
    refreshMinutes: integer("refresh_minutes").notNull().default(1440),
    etag: text("etag"),
    fetchedAt: instant("fetched_at"),
    nextFetchAt: instant("next_fetch_at"),
    /** Why the last fetch changed nothing: shown with the calendar until one succeeds. */
    fetchError: text("fetch_error"),
    archivedAt: instant("archived_at"),
    createdBy: uuid("created_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("calendars_name_unique").on(sql`lower(${table.name})`).where(sql`archived_at is null`),
    check("calendars_use", oneOf(table.use, calendarUses)),
    check("calendars_refresh", sql`${table.refreshMinutes} between 15 and 43200`),
    // The worker: which subscriptions are due?
    index("calendars_due").on(table.nextFetchAt).where(sql`next_fetch_at is not null and archived_at is null`),
  ],
);

/** One concrete event of a calendar, recurrences expanded. Replaced as a whole by each successful reading. */
export const calendarEvents = pgTable(
  "calendar_events",
  {
    id: id(),
    calendarId: uuid("calendar_id")
      .notNull()
      .references(() => calendars.id, { onDelete: "cascade" }),
    uid: text("uid").notNull(),
    /** RECURRENCE-ID or start, as the calendar writes it: with the UID the event's name for life. */
    occurrenceKey: text("occurrence_key").notNull(),
    title: text("title").notNull(),
    allDay: boolean("all_day").notNull(),
    during: tstzrange("during").notNull(),
  },
  (table) => [
    unique("calendar_events_once").on(table.calendarId, table.uid, table.occurrenceKey),
    check("calendar_events_during", boundedRange(table.during)),
    // Marks on the schedule between two instants.
    index("calendar_events_by_time").using("gist", table.during),
  ],
);
