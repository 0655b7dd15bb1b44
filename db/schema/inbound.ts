import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { buildTriggers, eventOutcomes, sourceKinds } from "@/lib/domain/inbound/source-words";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { people } from "./people";
import { services } from "./services";

/** What an event brought about, as the log of events names it. */
export type InboundEffect = {
  kind: "release" | "build" | "check" | "deployment";
  /** What it is called: "ledger 4.12.0 rc 2". */
  name: string;
  releaseId?: string;
  deploymentId?: string;
};

/** A code host or pipeline that sends signed events. It acts for its owner, and never beyond announcing and reporting. */
export const inboundSources = pgTable(
  "inbound_sources",
  {
    id: id(),
    name: text("name").notNull(),
    kind: text("kind", { enum: sourceKinds }).notNull(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    /** Encrypted with a key derived from SIGNALBOX_SECRET. */
    secretSealed: text("secret_sealed").notNull(),
    /** The secret before the last rotation: taken beside the new one until `previousSecretUntil`. */
    previousSecretSealed: text("previous_secret_sealed"),
    previousSecretUntil: instant("previous_secret_until"),
    /** When it last sent something that was signed rightly. */
    lastSeenAt: instant("last_seen_at"),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("inbound_sources_name_unique").on(sql`lower(${table.name})`),
    check("inbound_sources_kind", oneOf(table.kind, sourceKinds)),
  ],
);

/** Which service a repository, project or package of a source is, and how its builds and their versions are found. */
export const inboundMappings = pgTable(
  "inbound_mappings",
  {
    id: id(),
    sourceId: uuid("source_id")
      .notNull()
      .references(() => inboundSources.id, { onDelete: "cascade" }),
    /** `organisation/repository`, `group/project`, or a package without its version. */
    place: text("place").notNull(),
    serviceId: uuid("service_id")
      .notNull()
      .references(() => services.id, { onDelete: "restrict" }),
    buildFrom: text("build_from", { enum: buildTriggers }).notNull(),
    tagPattern: text("tag_pattern").notNull().default("v*"),
    branchPattern: text("branch_pattern").notNull().default(""),
  },
  (table) => [
    uniqueIndex("inbound_mappings_once").on(table.sourceId, sql`lower(${table.place})`, table.serviceId),
    check("inbound_mappings_build_from", oneOf(table.buildFrom, buildTriggers)),
    index("inbound_mappings_by_service").on(table.serviceId),
  ],
);

/** Every event that was signed rightly, whatever became of it. The payload goes after some weeks; that there was an event stays. */
export const inboundEvents = pgTable(
  "inbound_events",
  {
    id: id(),
    sourceId: uuid("source_id")
      .notNull()
      .references(() => inboundSources.id, { onDelete: "restrict" }),
    /** The sender's own id of the delivery: the same again is a duplicate. */
    deliveryId: text("delivery_id").notNull(),
    /** The name of the event as it came in a header; it is read again from this and the payload. */
    headerEvent: text("header_event").notNull().default(""),
    eventType: text("event_type").notNull(),
    summary: text("summary").notNull().default(""),
    receivedAt: instant("received_at").notNull(),
    /** By the sender's clock. */
    occurredAt: instant("occurred_at"),
    place: text("place").notNull().default(""),
    ref: text("ref"),
    commitSha: text("commit_sha"),
    artifactDigest: text("artifact_digest"),
    correlation: text("correlation"),
    payload: text("payload"),
    payloadBytes: integer("payload_bytes").notNull(),
    outcome: text("outcome", { enum: eventOutcomes }).notNull(),
    reason: text("reason").notNull().default(""),
    /** It speaks of a commit that no build is of yet, and is read again when one is announced. */
    awaitsBuild: text("awaits_build"),
    effects: jsonb("effects").$type<InboundEffect[]>().notNull().default([]),
    /** How often the same delivery came again, and when last. */
    repeats: integer("repeats").notNull().default(0),
    repeatedAt: instant("repeated_at"),
    replayedAt: instant("replayed_at"),
  },
  (table) => [
    unique("inbound_events_delivery_unique").on(table.sourceId, table.deliveryId),
    check("inbound_events_outcome", oneOf(table.outcome, eventOutcomes)),
    // The log, newest first.
    index("inbound_events_newest").on(table.receivedAt, table.id),
    // What other events of the chain, tag or commit have said.
    index("inbound_events_by_ref").on(table.sourceId, table.ref).where(sql`ref is not null`),
    index("inbound_events_by_correlation").on(table.sourceId, table.correlation).where(sql`correlation is not null`),
    index("inbound_events_awaiting").on(table.sourceId, table.awaitsBuild).where(sql`awaits_build is not null`),
  ],
);

/** The latest moment, by its source's clock, at which something about a thing was taken over: what is older comes too late. */
export const inboundMarks = pgTable(
  "inbound_marks",
  {
    sourceId: uuid("source_id")
      .notNull()
      .references(() => inboundSources.id, { onDelete: "cascade" }),
    subject: text("subject").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ name: "inbound_marks_pk", columns: [table.sourceId, table.subject] })],
);
