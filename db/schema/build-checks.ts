import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { checkConclusions, checkStatuses } from "@/lib/domain/build-check";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { builds } from "./releases";

/**
 * What a pipeline found out about a build, one row per check: its last word. A run that is started again is the same check with another
 * `external_id`. Written by `recordCheck` only, which keeps the later report by its source's clock.
 */
export const buildChecks = pgTable(
  "build_checks",
  {
    id: id(),
    buildId: uuid("build_id")
      .notNull()
      .references(() => builds.id, { onDelete: "restrict" }),
    /** Who says so: `api`, `github`, `gitlab`, `cdevents`, or the name of a tool. */
    source: text("source").notNull(),
    name: text("name").notNull(),
    /** The source's own id of the run. */
    externalId: text("external_id").notNull().default(""),
    status: text("status", { enum: checkStatuses }).notNull(),
    conclusion: text("conclusion", { enum: checkConclusions }),
    url: text("url"),
    summary: text("summary").notNull().default(""),
    /** Single tests in it, where it counts them. */
    passed: integer("passed"),
    total: integer("total"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    /** When its source said so, by the source's clock: the later one wins. */
    reportedAt: instant("reported_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    // One row per check of a build; also finds a build's checks.
    unique("build_checks_one_per_name").on(table.buildId, table.source, table.name),
    check("build_checks_status", oneOf(table.status, checkStatuses)),
    check(
      "build_checks_conclusion",
      sql`(${table.status} = 'completed') = (${table.conclusion} is not null) and (${table.conclusion} is null or ${oneOf(table.conclusion, checkConclusions)})`,
    ),
    check("build_checks_named", sql`${table.name} <> '' and ${table.source} <> ''`),
    check(
      "build_checks_counts",
      sql`(${table.passed} is null) = (${table.total} is null) and (${table.passed} is null or (${table.passed} >= 0 and ${table.passed} <= ${table.total}))`,
    ),
  ],
);
