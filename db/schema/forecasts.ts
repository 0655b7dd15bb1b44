import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { borrowers } from "@/lib/domain/forecast/borrowed";
import { horizons, type ReliabilityBin } from "@/lib/domain/forecast/calibration";
import { phases } from "@/lib/domain/forecast/phase";
import { createdAt, id, instant, oneOf } from "./columns";
import { departures } from "./departures";
import { people } from "./people";
import { releases } from "./releases";
import { slots } from "./slots";

/** Instants as text, as JSON keeps them. */
export type StoredBar = { start: string; end: string; share: number; onTime: boolean };
export type StoredLanding = { key: string; label: string; at: string; share: number };

/** What was said of a release's time at one moment, and, once it has left, what came of it. */
export const forecastRuns = pgTable(
  "forecast_runs",
  {
    id: id(),
    releaseId: uuid("release_id")
      .notNull()
      .references(() => releases.id, { onDelete: "restrict" }),
    at: instant("at").notNull(),
    /** The newest of its release. */
    current: boolean("current").notNull(),
    phase: text("phase", { enum: phases }).notNull(),
    p50: instant("p50").notNull(),
    p85: instant("p85").notNull(),
    p95: instant("p95").notNull(),
    /** From 5 to 95 %, before what calibration has taught: what the outcome is ranked in. */
    twentieths: jsonb("twentieths").$type<string[]>().notNull(),
    bars: jsonb("bars").$type<StoredBar[]>().notNull(),
    lands: jsonb("lands").$type<StoredLanding[]>().notNull().default([]),
    waitsFor: text("waits_for", { enum: phases }),
    waitsForShare: doublePrecision("waits_for_share"),
    slotId: uuid("slot_id").references(() => slots.id, { onDelete: "restrict" }),
    /** The departure of a train that it is aboard; from the cut-off on it has a slot as well. */
    departureId: uuid("departure_id").references(() => departures.id, { onDelete: "restrict" }),
    /** When the booked place begins, and by when whoever makes it has left. */
    bookedAt: instant("booked_at"),
    bookedFor: instant("booked_for"),
    chance: doublePrecision("chance"),
    ownHandovers: integer("own_handovers").notNull(),
    teamHandovers: integer("team_handovers").notNull(),
    allHandovers: integer("all_handovers").notNull(),
    borrowed: text("borrowed", { enum: borrowers }).notNull(),
    draws: integer("draws").notNull(),
    actualAt: instant("actual_at"),
    rank: doublePrecision("rank"),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("forecast_runs_one_current").on(table.releaseId).where(sql`current`),
    check("forecast_runs_phase", oneOf(table.phase, phases)),
    check("forecast_runs_borrowed", oneOf(table.borrowed, borrowers)),
    check("forecast_runs_in_order", sql`${table.p50} <= ${table.p85} and ${table.p85} <= ${table.p95}`),
    check("forecast_runs_chance", sql`${table.chance} is null or ${table.chance} between 0 and 1`),
    check("forecast_runs_rank", sql`(${table.rank} is null) = (${table.actualAt} is null)`),
    // What is settled, newest first: the calibration of the last months.
    index("forecast_runs_settled").on(table.actualAt).where(sql`actual_at is not null`),
    index("forecast_runs_by_release").on(table.releaseId, table.at),
  ],
);

/** What a night's calibration found. Append-only: how it developed stays visible. */
export const forecastCalibrations = pgTable(
  "forecast_calibrations",
  {
    id: id(),
    measuredAt: instant("measured_at").notNull(),
    /** Null: all horizons. */
    horizon: text("horizon", { enum: horizons }),
    cases: integer("cases").notNull(),
    /** Of so many releases: what is forecast of one on several nights is right or wrong together. */
    releases: integer("releases").notNull(),
    p50Held: doublePrecision("p50_held").notNull(),
    p85Held: doublePrecision("p85_held").notNull(),
    brier: doublePrecision("brier"),
    chances: integer("chances").notNull(),
    bins: jsonb("bins").$type<ReliabilityBin[]>().notNull(),
  },
  (table) => [
    check("forecast_calibrations_horizon", sql`${table.horizon} is null or ${oneOf(table.horizon, horizons)}`),
    index("forecast_calibrations_newest").on(table.measuredAt),
  ],
);

/** A date that somebody has given to stakeholders. */
export const promises = pgTable(
  "promises",
  {
    id: id(),
    releaseId: uuid("release_id")
      .notNull()
      .references(() => releases.id, { onDelete: "restrict" }),
    promisedFor: instant("promised_for").notNull(),
    /** To whom, in words. */
    toWhom: text("to_whom").notNull(),
    givenBy: uuid("given_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    givenAt: instant("given_at").notNull(),
    /** The chance when it was given; null when there was no forecast. */
    chanceThen: doublePrecision("chance_then"),
    /** When its people were told that it has become unlikely. */
    warnedAt: instant("warned_at"),
    endedAt: instant("ended_at"),
    endedBy: uuid("ended_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("promises_one_per_release").on(table.releaseId).where(sql`ended_at is null`),
    check("promises_to_whom", sql`${table.toWhom} <> ''`),
    check("promises_ahead", sql`${table.promisedFor} > ${table.givenAt}`),
  ],
);
