import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { freezeExceptionStates } from "@/lib/domain/freeze-exception-state";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { postponementStates } from "@/lib/domain/postponement-state";
import { thawRules } from "@/lib/domain/thaw-rule";
import { calendars } from "./calendars";
import { boundedRange, createdAt, id, instant, oneOf, tstzrange, updatedAt, wallTime } from "./columns";
import { people } from "./people";
import { releases } from "./releases";
import { environments, services, teams } from "./services";
import { slots } from "./slots";

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
    rdates: text("rdates").array().notNull().default([]),
    expandedUntil: instant("expanded_until").notNull(),
    /** Set by "stop the line": everything, at once, until somebody lifts it. Shown louder than a planned freeze. */
    stopsTheLine: boolean("stops_the_line").notNull().default(false),
    /** Its stretches come from this calendar and not from a rule of its own. */
    calendarId: uuid("calendar_id").references(() => calendars.id, { onDelete: "restrict" }),
    /** Where the releases go that it kept from leaving, once it ends. */
    thaw: text("thaw", { enum: thawRules }).notNull().default("next_slot"),
    /** At most so many of them start in one hour, so that not all leave at once (case 8). */
    thawPerHour: integer("thaw_per_hour").notNull().default(4),
    /** A lifted freeze closes nothing any more; it stays on the record. */
    liftedAt: instant("lifted_at"),
    liftedBy: uuid("lifted_by").references(() => people.id, { onDelete: "restrict" }),
    createdBy: uuid("created_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("freezes_one_per_calendar").on(table.calendarId).where(sql`calendar_id is not null`),
    check("freezes_thaw", oneOf(table.thaw, thawRules)),
    check("freezes_thaw_per_hour", sql`${table.thawPerHour} between 1 and 1000`),
    check("freezes_grade", oneOf(table.grade, freezeGrades)),
    check("freezes_local_start", wallTime(table.localStart)),
    check("freezes_duration", sql`${table.durationMinutes} between 1 and 525600`),
  ],
);

/**
 * Where a freeze reaches. Rows of one kind widen each other; kinds narrow each other ("Payments in Production"). An excluded row
 * takes something out again, whatever the others say ("everything but checkout").
 */
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
    excluded: boolean("excluded").notNull().default(false),
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
    /** What the stretch is called, where it has a name of its own: "Christmas Day". */
    label: text("label").notNull().default(""),
    during: tstzrange("during").notNull(),
  },
  (table) => [
    unique("freeze_periods_once").on(table.freezeId, table.originalLocalStart),
    check("freeze_periods_during", boundedRange(table.during)),
    // "Which freezes touch this stretch of time?": the schedule and every evaluation.
    index("freeze_periods_by_time").using("gist", table.during),
  ],
);

/**
 * A named, reasoned, time-boxed override of a freeze for one release in one environment (break-glass), reviewed afterwards.
 * A trigger lets its status change along the arrows only.
 */
export const freezeExceptions = pgTable(
  "freeze_exceptions",
  {
    id: id(),
    freezeId: uuid("freeze_id")
      .notNull()
      .references(() => freezes.id, { onDelete: "restrict" }),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    releaseId: uuid("release_id")
      .notNull()
      .references(() => releases.id, { onDelete: "restrict" }),
    status: text("status", { enum: freezeExceptionStates }).notNull().default("requested"),
    reason: text("reason").notNull(),
    requestedBy: uuid("requested_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    requestedAt: instant("requested_at").notNull(),
    /** The time box: it counts for deployments that open within. */
    during: tstzrange("during").notNull(),
    decidedBy: uuid("decided_by").references(() => people.id, { onDelete: "restrict" }),
    decidedAt: instant("decided_at"),
    decisionComment: text("decision_comment").notNull().default(""),
    endedBy: uuid("ended_by").references(() => people.id, { onDelete: "restrict" }),
    endedAt: instant("ended_at"),
    reviewedBy: uuid("reviewed_by").references(() => people.id, { onDelete: "restrict" }),
    reviewedAt: instant("reviewed_at"),
    /** What the review found; never empty once reviewed. */
    review: text("review").notNull().default(""),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check("freeze_exceptions_status", oneOf(table.status, freezeExceptionStates)),
    check("freeze_exceptions_during", boundedRange(table.during)),
    check("freeze_exceptions_reason", sql`${table.reason} <> ''`),
    check("freeze_exceptions_decided_together", sql`(${table.decidedBy} is null) = (${table.decidedAt} is null)`),
    // Rule 6 for break-glass: nobody grants what they asked for.
    check(
      "freeze_exceptions_not_own_request",
      sql`${table.decidedBy} is null or ${table.decidedBy} <> ${table.requestedBy}`,
    ),
    check(
      "freeze_exceptions_granted_by_someone",
      sql`${table.status} not in ('granted', 'refused', 'revoked', 'reviewed') or ${table.decidedBy} is not null`,
    ),
    check(
      "freeze_exceptions_review_says_something",
      sql`${table.status} <> 'reviewed' or (${table.reviewedBy} is not null and ${table.reviewedAt} is not null and ${table.review} <> '')`,
    ),
    // One open request or grant for one release, freeze and environment.
    uniqueIndex("freeze_exceptions_one_live")
      .on(table.freezeId, table.environmentId, table.releaseId)
      .where(sql`status in ('requested', 'granted')`),
    // The evaluators: which exceptions count for these freezes?
    index("freeze_exceptions_by_freeze").on(table.freezeId),
    index("freeze_exceptions_by_release").on(table.releaseId),
  ],
);

/** A slot that a freeze kept from opening, waiting for the thaw: planned again by the freeze's rule when it ends or is lifted (case 10). */
export const postponements = pgTable(
  "postponements",
  {
    id: id(),
    /** The slot that was missed. */
    slotId: uuid("slot_id")
      .notNull()
      .unique("postponements_slot_unique")
      .references(() => slots.id, { onDelete: "restrict" }),
    freezeId: uuid("freeze_id")
      .notNull()
      .references(() => freezes.id, { onDelete: "restrict" }),
    status: text("status", { enum: postponementStates }).notNull().default("waiting"),
    postponedAt: instant("postponed_at").notNull(),
    /** The slot it was given instead. */
    plannedSlotId: uuid("planned_slot_id").references(() => slots.id, { onDelete: "restrict" }),
    /** Why nothing was planned, or who decided otherwise. */
    note: text("note").notNull().default(""),
    endedAt: instant("ended_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check("postponements_status", oneOf(table.status, postponementStates)),
    check("postponements_planned_has_slot", sql`${table.status} <> 'planned' or ${table.plannedSlotId} is not null`),
    // The thaw: what waits for this freeze?
    index("postponements_waiting").on(table.freezeId, table.postponedAt).where(sql`status = 'waiting'`),
  ],
);
