import { sql } from "drizzle-orm";
import {
  bigint,
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
import { rollbackableStates, rollbackReportStates, rollbackStates } from "@/lib/domain/rollback-state";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { deployments } from "./deployments";
import { people } from "./people";
import { environments, services } from "./services";

/**
 * One way back from a deployment: a call of its own to the deployment's target. Nothing of the deployment's own call is touched,
 * so its record stays what it was.
 */
export const rollbacks = pgTable(
  "rollbacks",
  {
    id: id(),
    deploymentId: uuid("deployment_id")
      .notNull()
      .references(() => deployments.id, { onDelete: "restrict" }),
    serviceId: uuid("service_id")
      .notNull()
      .references(() => services.id, { onDelete: "restrict" }),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "restrict" }),
    /** What ran there before, as far as we know: what the receiver may go back to. */
    previousDeploymentId: uuid("previous_deployment_id").references(() => deployments.id, { onDelete: "restrict" }),
    /** What the deployment had come to when somebody wanted it back. */
    deploymentWas: text("deployment_was", { enum: rollbackableStates }).notNull(),
    status: text("status", { enum: rollbackStates }).notNull().default("pending"),
    reason: text("reason").notNull(),
    requestedBy: uuid("requested_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    requestedAt: instant("requested_at").notNull(),
    /** From the same sequence as those of slots: higher than that of everything deployed before. */
    fencingNumber: bigint("fencing_number", { mode: "number" }).notNull().unique("rollbacks_fencing_unique"),
    /** Stable over all retries: `webhook-id` of Standard Webhooks. */
    webhookId: text("webhook_id").notNull().unique("rollbacks_webhook_id_unique"),
    /** No call is sent after this. It has nothing to do with any slot. */
    callUntil: instant("call_until").notNull(),
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
    check("rollbacks_status", oneOf(table.status, rollbackStates)),
    check("rollbacks_deployment_was", oneOf(table.deploymentWas, rollbackableStates)),
    check("rollbacks_reason", sql`${table.reason} <> ''`),
    check(
      "rollbacks_finished",
      sql`(${table.finishedAt} is not null) = (${table.status} in ('rolled_back', 'failed', 'timed_out'))`,
    ),
    // One at a time: two ways back at once would lead to two places. Also read by the gate of what would be deployed next.
    uniqueIndex("rollbacks_one_at_a_time").on(table.serviceId, table.environmentId).where(sql`finished_at is null`),
    // The page of a deployment.
    index("rollbacks_by_deployment").on(table.deploymentId),
  ],
);

/** One HTTP attempt of a rollback's call: written before it is sent, completed with what came back. */
export const rollbackDeliveries = pgTable(
  "rollback_deliveries",
  {
    id: id(),
    rollbackId: uuid("rollback_id")
      .notNull()
      .references(() => rollbacks.id, { onDelete: "restrict" }),
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
  (table) => [unique("rollback_deliveries_attempt_unique").on(table.rollbackId, table.attempt)],
);

/** The signed reports that a receiver sent on a rollback; the key refuses a replay. */
export const rollbackReports = pgTable(
  "rollback_reports",
  {
    rollbackId: uuid("rollback_id")
      .notNull()
      .references(() => rollbacks.id, { onDelete: "restrict" }),
    webhookId: text("webhook_id").notNull(),
    status: text("status", { enum: rollbackReportStates }).notNull(),
    message: text("message").notNull().default(""),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    primaryKey({ name: "rollback_reports_pk", columns: [table.rollbackId, table.webhookId] }),
    check("rollback_reports_status", oneOf(table.status, rollbackReportStates)),
  ],
);
