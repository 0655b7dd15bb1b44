import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { liveSlotStates, slotOrigins, slotStates } from "@/lib/domain/slot-state";
import { boundedRange, createdAt, id, instant, oneOf, tstzrange, updatedAt, wallTime } from "./columns";
import { departures } from "./departures";
import { people } from "./people";
import { releases } from "./releases";
import { environments, services, teams } from "./services";
import { occurrences } from "./windows";

/** A gate that was closed when a slot was missed, kept with the slot so that the reason is on the record. */
export type MissedGate = { gate: string; title: string; reason: string };

const isLive = (): SQL => sql.raw(`status in (${liveSlotStates.map((state) => `'${state}'`).join(", ")})`);

/** A recurring booking: the rule that its slots were booked by. Each slot lives on alone. */
export const slotSeries = pgTable(
  "slot_series",
  {
    id: id(),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "restrict" }),
    name: text("name").notNull(),
    zone: text("zone").notNull(),
    localStart: text("local_start").notNull(),
    durationMinutes: integer("duration_minutes").notNull(),
    rrule: text("rrule").notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    endedAt: instant("ended_at"),
    createdAt: createdAt(),
  },
  (table) => [
    check("slot_series_local_start", wallTime(table.localStart)),
    check("slot_series_duration", sql`${table.durationMinutes} between 1 and 44640`),
    index("slot_series_by_team").on(table.teamId),
  ],
);

/**
 * A half-open range in which one team deploys. The migration `guards` adds what Drizzle cannot say:
 * EXCLUDE (occurrence =, lane =, during &&) where live, and the trigger that keeps a slot inside its occurrence.
 */
export const slots = pgTable(
  "slots",
  {
    id: id(),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    occurrenceId: uuid("occurrence_id"),
    /** The departure of a train that it belongs to. */
    departureId: uuid("departure_id").references(() => departures.id, { onDelete: "restrict" }),
    lane: integer("lane").notNull().default(1),
    /** Null only while a slot is held and nobody has said for which release. */
    teamId: uuid("team_id").references(() => teams.id, { onDelete: "restrict" }),
    during: tstzrange("during").notNull(),
    origin: text("origin", { enum: slotOrigins }).notNull().default("window"),
    status: text("status", { enum: slotStates }).notNull(),
    live: boolean("live").notNull().generatedAlwaysAs(isLive),
    note: text("note").notNull().default(""),
    /** The recurring booking that it came from. */
    seriesId: uuid("series_id").references(() => slotSeries.id, { onDelete: "restrict" }),
    heldBy: uuid("held_by").references(() => people.id, { onDelete: "restrict" }),
    heldUntil: instant("held_until"),
    bookedBy: uuid("booked_by").references(() => people.id, { onDelete: "restrict" }),
    bookedAt: instant("booked_at"),
    /** Where the slot stood before its last move, for "06:30 → 09:00" on the board. */
    movedFrom: tstzrange("moved_from"),
    /** SEQUENCE of RFC 5545: rises with every change that a calendar must take over. */
    sequence: integer("sequence").notNull().default(0),
    /** Given once, at opening, from a sequence: a later opening always has a higher one. */
    fencingNumber: bigint("fencing_number", { mode: "number" }).unique("slots_fencing_unique"),
    openedAt: instant("opened_at"),
    openedBy: uuid("opened_by").references(() => people.id, { onDelete: "restrict" }),
    closedAt: instant("closed_at"),
    cancelledBy: uuid("cancelled_by").references(() => people.id, { onDelete: "restrict" }),
    cancelReason: text("cancel_reason").notNull().default(""),
    missedGates: jsonb("missed_gates").$type<MissedGate[]>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    foreignKey({
      name: "slots_occurrence_fk",
      columns: [table.occurrenceId, table.environmentId],
      foreignColumns: [occurrences.id, occurrences.environmentId],
    }).onDelete("restrict"),
    // The key that slot_releases follows: a slot's place, time and liveness cannot drift from its releases'.
    unique("slots_place_and_time").on(table.id, table.environmentId, table.during, table.live),
    check("slots_status", oneOf(table.status, slotStates)),
    check("slots_origin", oneOf(table.origin, slotOrigins)),
    check("slots_during", boundedRange(table.during)),
    check("slots_lane", sql`${table.lane} between 1 and 50`),
    check("slots_window_needs_occurrence", sql`${table.origin} <> 'window' or ${table.occurrenceId} is not null`),
    check("slots_train_has_departure", sql`(${table.origin} = 'train') = (${table.departureId} is not null)`),
    check(
      "slots_held_has_holder",
      sql`${table.status} <> 'held' or (${table.heldBy} is not null and ${table.heldUntil} is not null)`,
    ),
    check(
      "slots_booked_has_team",
      sql`${table.status} in ('held', 'expired', 'cancelled') or (${table.teamId} is not null and ${table.bookedBy} is not null)`,
    ),
    check(
      "slots_open_has_fencing",
      sql`${table.status} not in ('open', 'closed') or (${table.fencingNumber} is not null and ${table.openedAt} is not null)`,
    ),
    // `coalesce`: a CHECK passes on NULL, and a slot without a reason must not.
    check(
      "slots_missed_has_reason",
      sql`${table.status} <> 'missed' or coalesce(jsonb_array_length(${table.missedGates}), 0) > 0`,
    ),
    // The opening loop: which booked slot is due next?
    index("slots_due").on(sql`lower(during)`).where(sql`status = 'booked'`),
    // Holds to expire.
    index("slots_holds").on(table.heldUntil).where(sql`status = 'held'`),
    // The slots of a departure.
    index("slots_by_departure").on(table.departureId).where(sql`departure_id is not null`),
    // The slots of a recurring booking.
    index("slots_by_series").on(table.seriesId).where(sql`series_id is not null`),
    // The schedule of one environment between two instants.
    index("slots_by_time").using("gist", table.environmentId, table.during),
  ],
);

/** Which releases a slot ships. EXCLUDE (environment =, service =, during &&) where live is in the migration `guards`. */
export const slotReleases = pgTable(
  "slot_releases",
  {
    slotId: uuid("slot_id").notNull(),
    releaseId: uuid("release_id").notNull(),
    serviceId: uuid("service_id")
      .notNull()
      .references(() => services.id, { onDelete: "restrict" }),
    environmentId: uuid("environment_id").notNull(),
    during: tstzrange("during").notNull(),
    live: boolean("live").notNull(),
    position: integer("position").notNull().default(1),
  },
  (table) => [
    primaryKey({ name: "slot_releases_pk", columns: [table.slotId, table.releaseId] }),
    foreignKey({
      name: "slot_releases_slot_fk",
      columns: [table.slotId, table.environmentId, table.during, table.live],
      foreignColumns: [slots.id, slots.environmentId, slots.during, slots.live],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
    foreignKey({
      name: "slot_releases_release_fk",
      columns: [table.releaseId, table.serviceId],
      foreignColumns: [releases.id, releases.serviceId],
    }).onDelete("restrict"),
    // The release page: in which slots is it booked?
    index("slot_releases_by_release").on(table.releaseId),
  ],
);

/** A fact that holds a slot back until it is resolved: "hold" pressed by a release manager. */
export const blockers = pgTable(
  "blockers",
  {
    id: id(),
    slotId: uuid("slot_id")
      .notNull()
      .references(() => slots.id, { onDelete: "restrict" }),
    reason: text("reason").notNull(),
    placedBy: uuid("placed_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    placedAt: instant("placed_at").notNull(),
    resolvedBy: uuid("resolved_by").references(() => people.id, { onDelete: "restrict" }),
    resolvedAt: instant("resolved_at"),
    resolution: text("resolution").notNull().default(""),
  },
  (table) => [
    check("blockers_reason", sql`${table.reason} <> ''`),
    check("blockers_resolved_by_someone", sql`(${table.resolvedAt} is null) = (${table.resolvedBy} is null)`),
    index("blockers_by_slot").on(table.slotId),
  ],
);

/** "A before B": the second slot opens only after everything in the first has arrived. Cycles are refused by a trigger. */
export const slotOrder = pgTable(
  "slot_order",
  {
    beforeSlotId: uuid("before_slot_id")
      .notNull()
      .references(() => slots.id, { onDelete: "restrict" }),
    afterSlotId: uuid("after_slot_id")
      .notNull()
      .references(() => slots.id, { onDelete: "restrict" }),
    reason: text("reason").notNull().default(""),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "slot_order_pk", columns: [table.beforeSlotId, table.afterSlotId] }),
    check("slot_order_not_itself", sql`${table.beforeSlotId} <> ${table.afterSlotId}`),
    // What does this slot wait for?
    index("slot_order_by_after").on(table.afterSlotId),
  ],
);
