import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { actorKinds } from "@/lib/domain/actor-kind";
import { id, instant } from "./columns";

/** What happened, in past tense (`slot.booked`). Append-only: a trigger refuses every change. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: id(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind", { enum: actorKinds }).notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id"),
    /** What the subject is called, so that the log reads without joins. */
    subjectName: text("subject_name").notNull().default(""),
    /** The release, if it concerns one: the history on the release page. */
    releaseId: uuid("release_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index("audit_events_by_subject").on(table.subjectKind, table.subjectId, table.at),
    index("audit_events_by_release").on(table.releaseId, table.at),
    index("audit_events_by_time").on(table.at),
  ],
);

/**
 * The chain: a deferred trigger appends one link per event at commit, under one lock, so that the order of links is the
 * order of commits and no transaction waits for the chain while it holds rows.
 */
export const auditLinks = pgTable("audit_links", {
  seq: bigint("seq", { mode: "number" }).primaryKey(),
  eventId: uuid("event_id")
    .notNull()
    .unique("audit_links_event_unique")
    .references(() => auditEvents.id, { onDelete: "restrict" }),
  previousHash: text("previous_hash").notNull().unique("audit_links_previous_unique"),
  hash: text("hash").notNull(),
});
