import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { occurrenceStates } from "@/lib/domain/occurrence-state";
import { boundedRange, createdAt, id, instant, oneOf, tstzrange, updatedAt, wallTime } from "./columns";
import { people } from "./people";
import { environments, services, teams } from "./services";

/** A rule: on which days and hours an environment accepts deployments. Wall time + zone + RRULE + duration, with N lanes. */
export const releaseWindows = pgTable(
  "release_windows",
  {
    id: id(),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    name: text("name").notNull(),
    zone: text("zone").notNull(),
    /** Wall time of the first opening, `2026-11-24T06:00`. */
    localStart: text("local_start").notNull(),
    durationMinutes: integer("duration_minutes").notNull(),
    /** RFC 5545 RRULE without the `RRULE:` prefix; null: opens once. */
    rrule: text("rrule"),
    exdates: text("exdates").array().notNull().default([]),
    rdates: text("rdates").array().notNull().default([]),
    lanes: integer("lanes").notNull().default(1),
    granularityMinutes: integer("granularity_minutes").notNull().default(15),
    /** A slot must be booked at least this long before it starts. */
    leadMinutes: integer("lead_minutes").notNull().default(0),
    /** Occurrences exist up to here; a job moves it on (rolling horizon of 24 months). */
    expandedUntil: instant("expanded_until").notNull(),
    archivedAt: instant("archived_at"),
    createdBy: uuid("created_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("release_windows_name_unique")
      .on(table.environmentId, sql`lower(${table.name})`)
      .where(sql`archived_at is null`),
    check("release_windows_local_start", wallTime(table.localStart)),
    check("release_windows_duration", sql`${table.durationMinutes} between 1 and 44640`),
    check("release_windows_lanes", sql`${table.lanes} between 1 and 50`),
    check("release_windows_granularity", sql`${table.granularityMinutes} between 1 and 1440`),
    check("release_windows_lead", sql`${table.leadMinutes} between 0 and 525600`),
  ],
);

/** One concrete opening of a window, with its own history. */
export const occurrences = pgTable(
  "occurrences",
  {
    id: id(),
    windowId: uuid("window_id")
      .notNull()
      .references(() => releaseWindows.id, { onDelete: "restrict" }),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    /** The wall time the rule gave it; stays when the occurrence is moved. */
    originalLocalStart: text("original_local_start").notNull(),
    during: tstzrange("during").notNull(),
    lanes: integer("lanes").notNull(),
    status: text("status", { enum: occurrenceStates }).notNull().default("scheduled"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("occurrences_once").on(table.windowId, table.originalLocalStart),
    unique("occurrences_place").on(table.id, table.environmentId),
    check("occurrences_status", oneOf(table.status, occurrenceStates)),
    check("occurrences_during", boundedRange(table.during)),
    check("occurrences_lanes", sql`${table.lanes} between 1 and 50`),
    // The schedule and the evaluator read "what opens in this environment between two instants".
    index("occurrences_by_time").using("gist", table.environmentId, table.during),
  ],
);

/** A rule that closes. One-off freezes have no rrule. Without scope rows it hits everything. */
export const freezes = pgTable(
  "freezes",
  {
    id: id(),
    name: text("name").notNull(),
    reason: text("reason").notNull().default(""),
    grade: text("grade", { enum: freezeGrades }).notNull(),
    zone: text("zone").notNull(),
    localStart: text("local_start").notNull(),
    durationMinutes: integer("duration_minutes").notNull(),
    rrule: text("rrule"),
    exdates: text("exdates").array().notNull().default([]),
    expandedUntil: instant("expanded_until").notNull(),
    /** A lifted freeze closes nothing any more; it stays on the record. */
    liftedAt: instant("lifted_at"),
    liftedBy: uuid("lifted_by").references(() => people.id, { onDelete: "restrict" }),
    createdBy: uuid("created_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check("freezes_grade", oneOf(table.grade, freezeGrades)),
    check("freezes_local_start", wallTime(table.localStart)),
    check("freezes_duration", sql`${table.durationMinutes} between 1 and 525600`),
  ],
);

/** Where a freeze reaches. Rows of one kind widen each other; kinds narrow each other ("Payments in Production"). */
export const freezeScopes = pgTable(
  "freeze_scopes",
  {
    id: id(),
    freezeId: uuid("freeze_id")
      .notNull()
      .references(() => freezes.id, { onDelete: "cascade" }),
    environmentId: uuid("environment_id").references(() => environments.id, { onDelete: "restrict" }),
    teamId: uuid("team_id").references(() => teams.id, { onDelete: "restrict" }),
    serviceId: uuid("service_id").references(() => services.id, { onDelete: "restrict" }),
  },
  (table) => [
    check(
      "freeze_scopes_name_one_thing",
      sql`num_nonnulls(${table.environmentId}, ${table.teamId}, ${table.serviceId}) = 1`,
    ),
    index("freeze_scopes_by_freeze").on(table.freezeId),
  ],
);

/** One concrete stretch in which a freeze closes. */
export const freezePeriods = pgTable(
  "freeze_periods",
  {
    id: id(),
    freezeId: uuid("freeze_id")
      .notNull()
      .references(() => freezes.id, { onDelete: "cascade" }),
    originalLocalStart: text("original_local_start").notNull(),
    during: tstzrange("during").notNull(),
  },
  (table) => [
    unique("freeze_periods_once").on(table.freezeId, table.originalLocalStart),
    check("freeze_periods_during", boundedRange(table.during)),
    // "Which freezes touch this stretch of time?": the schedule and every evaluation.
    index("freeze_periods_by_time").using("gist", table.during),
  ],
);
