import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { occurrenceStates } from "@/lib/domain/occurrence-state";
import { overrunRules } from "@/lib/domain/overrun";
import { windowCadences } from "@/lib/domain/service-cadence";
import { boundedRange, createdAt, id, instant, oneOf, tstzrange, updatedAt, wallTime } from "./columns";
import { people } from "./people";
import { environments, teams } from "./services";

/** A rule: on which days and hours an environment accepts deployments. Wall time + zone + RRULE + duration, with N lanes. */
export const releaseWindows = pgTable(
  "release_windows",
  {
    id: id(),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    name: text("name").notNull(),
    /** What kind of shipping it is made for: decides what its form suggests, and how it is listed. */
    cadence: text("cadence", { enum: windowCadences }).notNull().default("slow"),
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
    /** What becomes of deployments that are under way when an opening closes (case 9). */
    overrun: text("overrun", { enum: overrunRules }).notNull().default("finish"),
    /** The window that goes on from where this one's rule was ended: "this and following" splits a series in two. */
    succeededBy: uuid("succeeded_by").references((): AnyPgColumn => releaseWindows.id, { onDelete: "restrict" }),
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
      .where(sql`archived_at is null and succeeded_by is null`),
    check("release_windows_cadence", oneOf(table.cadence, windowCadences)),
    check("release_windows_overrun", oneOf(table.overrun, overrunRules)),
    check("release_windows_local_start", wallTime(table.localStart)),
    check("release_windows_duration", sql`${table.durationMinutes} between 1 and 44640`),
    check("release_windows_lanes", sql`${table.lanes} between 1 and 50`),
    check("release_windows_granularity", sql`${table.granularityMinutes} between 1 and 1440`),
    check("release_windows_lead", sql`${table.leadMinutes} between 0 and 525600`),
  ],
);

/** Who may book in a window: these teams. Without rows every team may. */
export const windowTeams = pgTable(
  "window_teams",
  {
    windowId: uuid("window_id")
      .notNull()
      .references(() => releaseWindows.id, { onDelete: "cascade" }),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "restrict" }),
  },
  (table) => [primaryKey({ name: "window_teams_pk", columns: [table.windowId, table.teamId] })],
);

/**
 * One concrete opening of a window, with its own history. The migration `planning_guards` adds
 * EXCLUDE (window =, during &&) where scheduled: a window is open once at a time.
 */
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
    /**
     * When somebody moved, shortened or cancelled it alone, or gave it other lanes: from then on a change of the rule leaves it as it
     * is (case 11). A cancelled one without it was cancelled by a rule, and takes place again when a rule gives it again.
     */
    editedAt: instant("edited_at"),
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
