import { sql } from "drizzle-orm";
import {
  boolean,
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
import { cadences } from "@/lib/domain/service-cadence";
import { successPolicies } from "@/lib/domain/target-success";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";

export const targetStrategies = ["direct"] as const;

export const teams = pgTable(
  "teams",
  {
    id: id(),
    name: text("name").notNull(),
    /** One of the hues 0–11 that the schedule paints a team's slots with. */
    hue: integer("hue").notNull().default(0),
    /** Where and when the team works, to warn of slots at its night. Null: it works around the clock. */
    zone: text("zone"),
    /** Minutes after midnight in `zone`. */
    workStartMinute: integer("work_start_minute").notNull().default(480),
    workEndMinute: integer("work_end_minute").notNull().default(1080),
    /** ISO weekdays, Monday is 1. */
    workDays: integer("work_days").array().notNull().default([1, 2, 3, 4, 5]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("teams_name_unique").on(sql`lower(${table.name})`),
    check("teams_hue", sql`${table.hue} between 0 and 11`),
    check(
      "teams_work_hours",
      sql`${table.workStartMinute} between 0 and 1439 and ${table.workEndMinute} between 1 and 1440 and ${table.workStartMinute} < ${table.workEndMinute}`,
    ),
    check(
      "teams_work_days",
      sql`${table.workDays} <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(${table.workDays}) > 0`,
    ),
  ],
);

export const services = pgTable(
  "services",
  {
    id: id(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "restrict" }),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    cadence: text("cadence", { enum: cadences }).notNull().default("slow"),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("services_name_unique").on(sql`lower(${table.name})`),
    check("services_cadence", oneOf(table.cadence, cadences)),
    index("services_by_team").on(table.teamId),
  ],
);

/** A stop on the promotion path, in order of `position`; the one with the highest position is the last stop. */
export const environments = pgTable(
  "environments",
  {
    id: id(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    /** Whether deployments are allowed outside every window (a freeze closes it all the same). */
    defaultOpen: boolean("default_open").notNull().default(false),
    /** Whether a deployment needs QA's acceptance of exactly its build (rule 4). */
    requiresAcceptance: boolean("requires_acceptance").notNull().default(false),
    zone: text("zone").notNull().default("UTC"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("environments_name_unique").on(sql`lower(${table.name})`),
    unique("environments_position_unique").on(table.position),
  ],
);

/** How a service is deployed in an environment: the webhook to call, its secret and its limits. */
export const targets = pgTable(
  "targets",
  {
    id: id(),
    serviceId: uuid("service_id")
      .notNull()
      .references(() => services.id, { onDelete: "restrict" }),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    url: text("url").notNull(),
    strategy: text("strategy", { enum: targetStrategies }).notNull().default("direct"),
    /** The signing secret, encrypted with a key derived from SIGNALBOX_SECRET. */
    secretSealed: text("secret_sealed").notNull(),
    /** The secret before the last rotation: signs beside the new one until `previousSecretUntil`. */
    previousSecretSealed: text("previous_secret_sealed"),
    previousSecretUntil: instant("previous_secret_until"),
    /** What ends a deployment well: a report of the receiver, or already its 2xx. */
    successBy: text("success_by", { enum: successPolicies }).notNull().default("report"),
    /** How long one call may take. */
    callTimeoutSeconds: integer("call_timeout_seconds").notNull().default(10),
    /** How long after an accepted call the final report may take. */
    reportTimeoutSeconds: integer("report_timeout_seconds").notNull().default(3600),
    /** Rises with every change that an approval must see. */
    version: integer("version").notNull().default(1),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("targets_once_per_service_and_environment").on(table.serviceId, table.environmentId),
    unique("targets_place").on(table.id, table.serviceId, table.environmentId),
    check("targets_strategy", oneOf(table.strategy, targetStrategies)),
    check("targets_success_by", oneOf(table.successBy, successPolicies)),
    check("targets_call_timeout", sql`${table.callTimeoutSeconds} between 1 and 60`),
    check("targets_report_timeout", sql`${table.reportTimeoutSeconds} between 10 and 86400`),
  ],
);

/** A service that needs another one to be there first: the base is deployed before what stands on it. */
export const serviceDependencies = pgTable(
  "service_dependencies",
  {
    serviceId: uuid("service_id")
      .notNull()
      .references(() => services.id, { onDelete: "cascade" }),
    dependsOnId: uuid("depends_on_id")
      .notNull()
      .references(() => services.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ name: "service_dependencies_pk", columns: [table.serviceId, table.dependsOnId] }),
    check("service_dependencies_not_itself", sql`${table.serviceId} <> ${table.dependsOnId}`),
    index("service_dependencies_by_base").on(table.dependsOnId),
  ],
);
