import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { handoffStates, rejectionCategories, rejectionSeverities } from "@/lib/domain/handoff-state";
import { databaseChanges, releaseKinds, releaseStates } from "@/lib/domain/release-state";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { people } from "./people";
import { qaGroups } from "./qa-groups";
import { services } from "./services";

export const verdicts = ["accepted", "rejected"] as const;
export const buildSources = ["person", "pipeline"] as const;

/** One line of what a build brings. */
export type Change = { title: string; author?: string; authorEmail?: string; url?: string };
/** What automated checks said of a build when it was announced. */
export type Checks = { passed: number; total: number };

export const releases = pgTable(
  "releases",
  {
    id: id(),
    serviceId: uuid("service_id")
      .notNull()
      .references(() => services.id, { onDelete: "restrict" }),
    version: text("version").notNull(),
    kind: text("kind", { enum: releaseKinds }).notNull().default("feature"),
    status: text("status", { enum: releaseStates }).notNull().default("draft"),
    summary: text("summary").notNull().default(""),
    databaseChange: text("database_change", { enum: databaseChanges }).notNull().default("none"),
    downtimeMinutes: integer("downtime_minutes").notNull().default(0),
    rollbackPlan: text("rollback_plan").notNull().default(""),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    /** When the status last changed. */
    statusSince: instant("status_since").notNull().default(sql`now()`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("releases_version_unique").on(table.serviceId, table.version),
    unique("releases_service").on(table.id, table.serviceId),
    check("releases_status", oneOf(table.status, releaseStates)),
    check("releases_kind", oneOf(table.kind, releaseKinds)),
    check("releases_database_change", oneOf(table.databaseChange, databaseChanges)),
    check("releases_downtime", sql`${table.downtimeMinutes} between 0 and 10080`),
    // The list of releases by state, newest first.
    index("releases_by_status").on(table.status, table.createdAt),
  ],
);

/** One immutable candidate of a release: a trigger refuses every change. */
export const builds = pgTable(
  "builds",
  {
    id: id(),
    releaseId: uuid("release_id")
      .notNull()
      .references(() => releases.id, { onDelete: "restrict" }),
    number: integer("number").notNull(),
    commitSha: text("commit_sha").notNull(),
    artifactDigest: text("artifact_digest").notNull(),
    changes: jsonb("changes").$type<Change[]>().notNull().default([]),
    changedFiles: integer("changed_files"),
    changedLines: integer("changed_lines"),
    linesAdded: integer("lines_added"),
    linesRemoved: integer("lines_removed"),
    /** Commits since the build before; `changes` may name only some of them. */
    commitCount: integer("commit_count"),
    /** Where the difference to the build before can be read. */
    compareUrl: text("compare_url"),
    checks: jsonb("checks").$type<Checks>(),
    /** E-mail of the commit's author: who wrote it cannot approve it (rule 6). */
    authorEmail: text("author_email"),
    runUrl: text("run_url"),
    source: text("source", { enum: buildSources }).notNull(),
    /** Who handed it over; for a pipeline the owner of its token. */
    createdBy: uuid("created_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
  },
  (table) => [
    unique("builds_number_unique").on(table.releaseId, table.number),
    // A pipeline that announces the same artifact again gets the same build (no double).
    unique("builds_digest_unique").on(table.releaseId, table.artifactDigest),
    unique("builds_release").on(table.id, table.releaseId),
    unique("builds_digest").on(table.id, table.releaseId, table.artifactDigest),
    check("builds_source", oneOf(table.source, buildSources)),
    check("builds_number", sql`${table.number} > 0`),
    check(
      "builds_figures",
      sql`coalesce(${table.linesAdded}, 0) >= 0 and coalesce(${table.linesRemoved}, 0) >= 0 and coalesce(${table.commitCount}, 0) >= 0`,
    ),
    check("builds_commit", sql`${table.commitSha} ~ '^[0-9a-f]{7,64}$'`),
    check("builds_digest_form", sql`${table.artifactDigest} ~ '^sha256:[0-9a-f]{64}$'`),
  ],
);

/** One build's turn with QA. */
export const handoffs = pgTable(
  "handoffs",
  {
    id: id(),
    releaseId: uuid("release_id").notNull(),
    buildId: uuid("build_id").notNull(),
    round: integer("round").notNull(),
    status: text("status", { enum: handoffStates }).notNull().default("queued"),
    note: text("note").notNull().default(""),
    handedOverBy: uuid("handed_over_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    handedOverAt: instant("handed_over_at").notNull(),
    testerId: uuid("tester_id").references(() => people.id, { onDelete: "restrict" }),
    /** The group whose limit it counts against while it is in test; set with the claim. */
    groupId: uuid("group_id").references(() => qaGroups.id, { onDelete: "restrict" }),
    /** Whoever judged the build before is asked first; from then on it is anybody's. */
    offeredTo: uuid("offered_to").references(() => people.id, { onDelete: "restrict" }),
    offeredUntil: instant("offered_until"),
    claimedAt: instant("claimed_at"),
    /** The verdict stays readable after the handoff is superseded. */
    verdict: text("verdict", { enum: verdicts }),
    decidedAt: instant("decided_at"),
    category: text("category", { enum: rejectionCategories }),
    severity: text("severity", { enum: rejectionSeverities }),
    reason: text("reason").notNull().default(""),
    /** Of a continuous service: the automated regression run that judged in a tester's place. */
    regressionRunUrl: text("regression_run_url"),
    endedAt: instant("ended_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    foreignKey({
      name: "handoffs_build_fk",
      columns: [table.buildId, table.releaseId],
      foreignColumns: [builds.id, builds.releaseId],
    }).onDelete("restrict"),
    unique("handoffs_one_per_build").on(table.buildId),
    unique("handoffs_round_unique").on(table.releaseId, table.round),
    unique("handoffs_of_build").on(table.id, table.buildId),
    uniqueIndex("handoffs_one_live_per_release")
      .on(table.releaseId)
      .where(sql`status in ('queued', 'testing', 'accepted')`),
    check("handoffs_status", oneOf(table.status, handoffStates)),
    check("handoffs_category", sql`${table.category} is null or ${oneOf(table.category, rejectionCategories)}`),
    check("handoffs_severity", sql`${table.severity} is null or ${oneOf(table.severity, rejectionSeverities)}`),
    check(
      "handoffs_verdict",
      sql`(${table.verdict} is null and ${table.decidedAt} is null) or (${table.verdict} is not null and ${oneOf(table.verdict, verdicts)} and ${table.decidedAt} is not null and (${table.testerId} is not null or ${table.regressionRunUrl} is not null))`,
    ),
    // `is not distinct from`: a CHECK passes on NULL, and an acceptance without a verdict must not.
    check(
      "handoffs_accepted_has_verdict",
      sql`${table.status} <> 'accepted' or ${table.verdict} is not distinct from 'accepted'`,
    ),
    check(
      "handoffs_rejected_has_reason",
      sql`${table.status} <> 'rejected' or (${table.verdict} is not distinct from 'rejected' and ${table.category} is not null and ${table.reason} <> '')`,
    ),
    // Rule 6, for verdicts too: nobody judges the build they handed over themselves.
    check("handoffs_not_own_work", sql`${table.testerId} is null or ${table.testerId} <> ${table.handedOverBy}`),
    check("handoffs_tested_by_someone", sql`${table.status} <> 'testing' or ${table.testerId} is not null`),
    check("handoffs_offer", sql`(${table.offeredTo} is null) = (${table.offeredUntil} is null)`),
    // What a group has in test: counted at each claim.
    index("handoffs_in_test_by_group").on(table.groupId).where(sql`status = 'testing'`),
    // The queue: what waits or is in test, oldest first.
    index("handoffs_queue").on(table.status, table.handedOverAt),
    // Insights: what was judged in a period.
    index("handoffs_judged").on(table.decidedAt).where(sql`decided_at is not null`),
  ],
);
