import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { approvalTimeCovers } from "@/lib/domain/approval-content";
import { approvalVerdicts } from "@/lib/domain/approval-tally";
import { roles } from "@/lib/domain/permission";
import { databaseChanges } from "@/lib/domain/release-state";
import { longestStandingDays } from "@/lib/domain/standing-approval";
import { createdAt, id, instant, oneOf } from "./columns";
import { people } from "./people";
import { environments, services } from "./services";
import { slots } from "./slots";
import { releaseWindows } from "./windows";

/** What signatures an environment asks for. Never changed: a new version is added, and its number is part of what is signed. */
export const approvalPolicies = pgTable(
  "approval_policies",
  {
    id: id(),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    version: integer("version").notNull(),
    /**
     * The version that signatures name: an earlier one's where only fewer signatures were asked for since, so that those already given
     * go on counting (case 19). Null: its own.
     */
    signedAs: integer("signed_as"),
    /** Rule 6: who wrote, built, booked or submitted it cannot approve it. Relaxing it is visible on every slot. */
    authorExcluded: boolean("author_excluded").notNull().default(true),
    coversTime: text("covers_time", { enum: approvalTimeCovers }).notNull().default("occurrence"),
    createdBy: uuid("created_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
  },
  (table) => [
    unique("approval_policies_version_unique").on(table.environmentId, table.version),
    check("approval_policies_signed_as", sql`${table.signedAs} is null or ${table.signedAs} < ${table.version}`),
    check("approval_policies_covers_time", oneOf(table.coversTime, approvalTimeCovers)),
  ],
);

export const approvalStages = pgTable(
  "approval_stages",
  {
    policyId: uuid("policy_id")
      .notNull()
      .references(() => approvalPolicies.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    role: text("role", { enum: roles }).notNull(),
    required: integer("required").notNull(),
  },
  (table) => [
    primaryKey({ name: "approval_stages_pk", columns: [table.policyId, table.position] }),
    check("approval_stages_role", oneOf(table.role, roles)),
    check("approval_stages_required", sql`${table.required} between 1 and 20`),
  ],
);

/** A person's signed yes or no on exactly one content digest. Append-only: a change of mind is a new row. */
export const approvals = pgTable(
  "approvals",
  {
    id: id(),
    slotId: uuid("slot_id")
      .notNull()
      .references(() => slots.id, { onDelete: "restrict" }),
    policyId: uuid("policy_id")
      .notNull()
      .references(() => approvalPolicies.id, { onDelete: "restrict" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    verdict: text("verdict", { enum: approvalVerdicts }).notNull(),
    /** SHA-256 of `content`. */
    digest: text("digest").notNull(),
    /** The canonical text that was signed, so that "what changed since" can be shown. */
    content: text("content").notNull(),
    comment: text("comment").notNull().default(""),
    givenAt: instant("given_at").notNull(),
  },
  (table) => [
    check("approvals_verdict", oneOf(table.verdict, approvalVerdicts)),
    check("approvals_decline_has_reason", sql`${table.verdict} <> 'decline' or ${table.comment} <> ''`),
    check("approvals_digest", sql`${table.digest} = encode(sha256(convert_to(${table.content}, 'UTF8')), 'hex')`),
    index("approvals_by_slot").on(table.slotId, table.givenAt),
  ],
);

/**
 * A signature given beforehand for what is routine (quick cadence): it counts as its giver's yes for every slot in the window
 * whose releases stay inside its conditions, until it expires or is revoked. Rule 6 holds: never for the giver's own work.
 */
export const standingApprovals = pgTable(
  "standing_approvals",
  {
    id: id(),
    windowId: uuid("window_id")
      .notNull()
      .references(() => releaseWindows.id, { onDelete: "restrict" }),
    /** Null: every service that may book there. */
    serviceId: uuid("service_id").references(() => services.id, { onDelete: "restrict" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    /** The most that a release may do to the database: `none`, `compatible` or `breaking`. */
    mostDatabaseChange: text("most_database_change", { enum: databaseChanges }).notNull().default("compatible"),
    mostDowntimeMinutes: integer("most_downtime_minutes").notNull().default(0),
    reason: text("reason").notNull(),
    givenAt: instant("given_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    revokedBy: uuid("revoked_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
  },
  (table) => [
    check("standing_approvals_database_change", oneOf(table.mostDatabaseChange, databaseChanges)),
    check("standing_approvals_reason", sql`${table.reason} <> ''`),
    check("standing_approvals_expire", sql`${table.expiresAt} > ${table.givenAt}`),
    check(
      "standing_approvals_not_for_ever",
      sql.raw(`expires_at <= given_at + interval '${longestStandingDays * 24} hours'`),
    ),
    check("standing_approvals_downtime", sql`${table.mostDowntimeMinutes} between 0 and 10080`),
    index("standing_approvals_by_window").on(table.windowId),
  ],
);
