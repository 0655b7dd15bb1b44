import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type Role, roles } from "@/lib/domain/permission";
import { dayOffPolicies, type MilestoneBefore, type MilestoneRule } from "@/lib/domain/train-milestones";
import { bumpingRules, failurePolicies, goRules, holdOutcomes, missedPolicies } from "@/lib/domain/train-policy";
import { calendars } from "./calendars";
import { createdAt, id, instant, oneOf, updatedAt, wallTime } from "./columns";
import { people } from "./people";
import { environments } from "./services";

/** A timetable: when departures leave, the milestones before each, and the policies by which they are run. */
export const trains = pgTable(
  "trains",
  {
    id: id(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    zone: text("zone").notNull(),
    /** Wall time of the first departure. */
    localStart: text("local_start").notNull(),
    /** From departure to arrival: how long the whole of it may take. */
    durationMinutes: integer("duration_minutes").notNull(),
    rrule: text("rrule"),
    exdates: text("exdates").array().notNull().default([]),
    rdates: text("rdates").array().notNull().default([]),
    /** The days on which people work, as RFC 5545 writes them; milestones are counted in them. */
    weekdays: text("weekdays").array().notNull().default(["MO", "TU", "WE", "TH", "FR"]),
    /** Whose all-day events are no working days. */
    holidayCalendarId: uuid("holiday_calendar_id").references(() => calendars.id, { onDelete: "restrict" }),
    onDayOff: text("on_day_off", { enum: dayOffPolicies }).notNull().default("keep"),
    milestones: jsonb("milestones").$type<Record<MilestoneBefore, MilestoneRule>>().notNull(),
    /** How many releases a departure takes; null: any number. Hotfixes come on top. */
    capacity: integer("capacity"),
    bumping: text("bumping", { enum: bumpingRules }).notNull().default("never"),
    missed: text("missed", { enum: missedPolicies }).notNull().default("next_departure"),
    missedTrainId: uuid("missed_train_id").references((): AnyPgColumn => trains.id, { onDelete: "restrict" }),
    holdMinutes: integer("hold_minutes").notNull().default(240),
    holdThen: text("hold_then", { enum: holdOutcomes }).notNull().default("ask"),
    goRule: text("go_rule", { enum: goRules }).notNull().default("decided"),
    /** Who may say go besides the conductor. */
    goRoles: text("go_roles").array().$type<Role[]>().notNull().default(["release_manager"]),
    onFailure: text("on_failure", { enum: failurePolicies }).notNull().default("stop"),
    /** Whether a departure may board while the one before it is on its way. */
    overlapping: boolean("overlapping").notNull().default(true),
    /** How long before the departure people are told. */
    noticeMinutes: integer("notice_minutes").notNull().default(1440),
    /** Departures exist up to here; the worker moves it on. */
    expandedUntil: instant("expanded_until").notNull(),
    archivedAt: instant("archived_at"),
    createdBy: uuid("created_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("trains_name_unique").on(sql`lower(${table.name})`).where(sql`archived_at is null`),
    check("trains_local_start", wallTime(table.localStart)),
    check("trains_duration", sql`${table.durationMinutes} between 1 and 44640`),
    check("trains_capacity", sql`${table.capacity} is null or ${table.capacity} between 1 and 1000`),
    check("trains_on_day_off", oneOf(table.onDayOff, dayOffPolicies)),
    check("trains_bumping", oneOf(table.bumping, bumpingRules)),
    check("trains_missed", oneOf(table.missed, missedPolicies)),
    check("trains_missed_names_train", sql`(${table.missed} = 'named_train') = (${table.missedTrainId} is not null)`),
    check("trains_hold", sql`${table.holdMinutes} between 0 and 525600`),
    check("trains_hold_then", oneOf(table.holdThen, holdOutcomes)),
    check("trains_go_rule", oneOf(table.goRule, goRules)),
    check(
      "trains_go_roles",
      sql`${table.goRoles} <@ array[${sql.raw(roles.map((role) => `'${role}'`).join(", "))}]::text[]`,
    ),
    check("trains_on_failure", oneOf(table.onFailure, failurePolicies)),
    check("trains_notice", sql`${table.noticeMinutes} between 0 and 525600`),
    check(
      "trains_weekdays",
      sql`${table.weekdays} <@ array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']::text[] and cardinality(${table.weekdays}) > 0`,
    ),
  ],
);

/** The environments that a train passes, in the order of the promotion path. */
export const trainEnvironments = pgTable(
  "train_environments",
  {
    trainId: uuid("train_id")
      .notNull()
      .references(() => trains.id, { onDelete: "cascade" }),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
  },
  (table) => [primaryKey({ name: "train_environments_pk", columns: [table.trainId, table.environmentId] })],
);

/** Who conducts, in turn. */
export const trainConductors = pgTable(
  "train_conductors",
  {
    trainId: uuid("train_id")
      .notNull()
      .references(() => trains.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
  },
  (table) => [
    primaryKey({ name: "train_conductors_pk", columns: [table.trainId, table.position] }),
    unique("train_conductors_once").on(table.trainId, table.personId),
  ],
);
