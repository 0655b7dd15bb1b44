import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { deploymentStates } from "@/lib/domain/deployment-state";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { builds, handoffs } from "./releases";
import { targets } from "./services";
import { slotReleases } from "./slots";

export const reportedStates = ["running", "succeeded", "failed"] as const;

/** One attempt to ship one release in one slot. A trigger checks rule 4 when it is inserted. */
export const deployments = pgTable(
  "deployments",
  {
    id: id(),
    slotId: uuid("slot_id").notNull(),
    releaseId: uuid("release_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    environmentId: uuid("environment_id").notNull(),
    buildId: uuid("build_id").notNull(),
    artifactDigest: text("artifact_digest").notNull(),
    /** The handoff in which QA accepted exactly this build; required where the environment requires acceptance. */
    handoffId: uuid("handoff_id"),
    targetId: uuid("target_id").notNull(),
    fencingNumber: bigint("fencing_number", { mode: "number" }).notNull(),
    status: text("status", { enum: deploymentStates }).notNull().default("pending"),
    /** Stable over all retries: `webhook-id` of Standard Webhooks. */
    webhookId: text("webhook_id").notNull().unique("deployments_webhook_id_unique"),
    /** No call is sent after this: the end of the slot. */
    callUntil: instant("call_until").notNull(),
    /** Who is calling right now, so that two workers never call at once; a stale lease is taken over. */
    callLeaseUntil: instant("call_lease_until"),
    nextCallAt: instant("next_call_at"),
    acceptedAt: instant("accepted_at"),
    /** The final report must come by then; set when the call is accepted. */
    reportUntil: instant("report_until"),
    runningAt: instant("running_at"),
    finishedAt: instant("finished_at"),
    /** What the receiver said, or why the call was given up. */
    message: text("message").notNull().default(""),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("deployments_once_per_opening").on(table.slotId, table.releaseId, table.fencingNumber),
    foreignKey({
      name: "deployments_slot_release_fk",
      columns: [table.slotId, table.releaseId],
      foreignColumns: [slotReleases.slotId, slotReleases.releaseId],
    }).onDelete("restrict"),
    foreignKey({
      name: "deployments_build_fk",
      columns: [table.buildId, table.releaseId, table.artifactDigest],
      foreignColumns: [builds.id, builds.releaseId, builds.artifactDigest],
    }).onDelete("restrict"),
    foreignKey({
      name: "deployments_handoff_fk",
      columns: [table.handoffId, table.buildId],
      foreignColumns: [handoffs.id, handoffs.buildId],
    }).onDelete("restrict"),
    foreignKey({
      name: "deployments_target_fk",
      columns: [table.targetId, table.serviceId, table.environmentId],
      foreignColumns: [targets.id, targets.serviceId, targets.environmentId],
    }).onDelete("restrict"),
    check("deployments_status", oneOf(table.status, deploymentStates)),
    // Deployments that still need the worker's care.
    index("deployments_unfinished").on(table.status, table.nextCallAt).where(sql`finished_at is null`),
    index("deployments_by_release").on(table.releaseId),
    index("deployments_newest").on(table.createdAt),
    // Insights: what ended in an environment in a period.
    index("deployments_ended").on(table.environmentId, table.finishedAt).where(sql`finished_at is not null`),
  ],
);

/** One HTTP attempt of a deployment's call: written before it is sent, completed with what came back. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id(),
    deploymentId: uuid("deployment_id")
      .notNull()
      .references(() => deployments.id, { onDelete: "restrict" }),
    attempt: integer("attempt").notNull(),
    url: text("url").notNull(),
    requestBody: text("request_body").notNull(),
    sentAt: instant("sent_at").notNull(),
    answeredAt: instant("answered_at"),
    statusCode: integer("status_code"),
    /** At most 4 KiB of the answer. */
    responseExcerpt: text("response_excerpt").notNull().default(""),
    /** Why there is no answer: a time-out, a refused connection, a forbidden address. */
    error: text("error"),
  },
  (table) => [unique("deliveries_attempt_unique").on(table.deploymentId, table.attempt)],
);

/** The signed reports that a receiver sent; the key refuses a replay. */
export const deploymentReports = pgTable(
  "deployment_reports",
  {
    deploymentId: uuid("deployment_id")
      .notNull()
      .references(() => deployments.id, { onDelete: "restrict" }),
    webhookId: text("webhook_id").notNull(),
    status: text("status", { enum: reportedStates }).notNull(),
    message: text("message").notNull().default(""),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    primaryKey({ name: "deployment_reports_pk", columns: [table.deploymentId, table.webhookId] }),
    check("deployment_reports_status", oneOf(table.status, reportedStates)),
  ],
);
