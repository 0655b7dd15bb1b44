import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { areaVerdicts, testItemStates } from "@/lib/domain/test-item-state";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { people } from "./people";
import { handoffs } from "./releases";
import { services } from "./services";

/** What to look at before a service's build is accepted. Never changed: a new version is added, and turns that have begun keep theirs. */
export const testPlans = pgTable(
  "test_plans",
  {
    id: id(),
    serviceId: uuid("service_id")
      .notNull()
      .references(() => services.id, { onDelete: "restrict" }),
    version: integer("version").notNull(),
    createdBy: uuid("created_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
  },
  (table) => [unique("test_plans_version_unique").on(table.serviceId, table.version)],
);

export const testPlanItems = pgTable(
  "test_plan_items",
  {
    id: id(),
    planId: uuid("plan_id")
      .notNull()
      .references(() => testPlans.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    /** What it is a part of: "Payments", "Accessibility". */
    area: text("area").notNull(),
    title: text("title").notNull(),
    /** How to look. */
    instruction: text("instruction").notNull().default(""),
    /** Whether a build can be accepted without it. */
    required: boolean("required").notNull().default(true),
    /** The pipeline's check that answers it; null: somebody looks. */
    checkName: text("check_name"),
  },
  (table) => [
    unique("test_plan_items_position_unique").on(table.planId, table.position),
    check("test_plan_items_words", sql`${table.area} <> '' and ${table.title} <> ''`),
  ],
);

/** One point of the plan in one build's turn with QA, as it stood when the turn began. */
export const testItems = pgTable(
  "test_items",
  {
    id: id(),
    handoffId: uuid("handoff_id")
      .notNull()
      .references(() => handoffs.id, { onDelete: "restrict" }),
    planId: uuid("plan_id")
      .notNull()
      .references(() => testPlans.id, { onDelete: "restrict" }),
    position: integer("position").notNull(),
    area: text("area").notNull(),
    title: text("title").notNull(),
    instruction: text("instruction").notNull().default(""),
    required: boolean("required").notNull(),
    checkName: text("check_name"),
    state: text("state", { enum: testItemStates }).notNull().default("open"),
    note: text("note").notNull().default(""),
    /** Null also where the pipeline's check answered it. */
    decidedBy: uuid("decided_by").references(() => people.id, { onDelete: "restrict" }),
    decidedAt: instant("decided_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    // Also finds the points of a turn.
    unique("test_items_position_unique").on(table.handoffId, table.position),
    check("test_items_state", oneOf(table.state, testItemStates)),
    check("test_items_decided", sql`(${table.state} = 'open') = (${table.decidedAt} is null)`),
    check("test_items_left_out_has_reason", sql`${table.state} <> 'not_applicable' or ${table.note} <> ''`),
  ],
);

/** A link that shows what was seen: a recording, a log, a file somewhere. */
export const testEvidence = pgTable(
  "test_evidence",
  {
    id: id(),
    handoffId: uuid("handoff_id")
      .notNull()
      .references(() => handoffs.id, { onDelete: "restrict" }),
    /** Null: of the whole turn. */
    itemId: uuid("item_id").references(() => testItems.id, { onDelete: "restrict" }),
    title: text("title").notNull(),
    url: text("url").notNull(),
    addedBy: uuid("added_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    addedAt: instant("added_at").notNull(),
  },
  (table) => [
    // The evidence of a turn, in the order in which it came.
    index("test_evidence_by_handoff").on(table.handoffId, table.addedAt),
    check("test_evidence_words", sql`${table.title} <> '' and ${table.url} <> ''`),
  ],
);

/** A tester's word on one area of a turn: part of the verdict, never the verdict itself. */
export const testAreas = pgTable(
  "test_areas",
  {
    handoffId: uuid("handoff_id")
      .notNull()
      .references(() => handoffs.id, { onDelete: "restrict" }),
    area: text("area").notNull(),
    verdict: text("verdict", { enum: areaVerdicts }).notNull(),
    note: text("note").notNull().default(""),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    decidedAt: instant("decided_at").notNull(),
  },
  (table) => [
    primaryKey({ name: "test_areas_pk", columns: [table.handoffId, table.area] }),
    check("test_areas_verdict", oneOf(table.verdict, areaVerdicts)),
    check("test_areas_failed_has_reason", sql`${table.verdict} <> 'failed' or ${table.note} <> ''`),
  ],
);

/** The condition under which a build was accepted: a risk that somebody took by name, until a day. */
export const waivers = pgTable(
  "waivers",
  {
    id: id(),
    /** One per turn: whoever accepts under conditions writes them all down at once. */
    handoffId: uuid("handoff_id")
      .notNull()
      .unique("waivers_one_per_handoff")
      .references(() => handoffs.id, { onDelete: "restrict" }),
    /** What may go wrong, or what is still missing. */
    risk: text("risk").notNull(),
    takenBy: uuid("taken_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    takenAt: instant("taken_at").notNull(),
    /** From then on the acceptance counts for nothing, unless it was settled. */
    expiresAt: instant("expires_at").notNull(),
    /** What was missing is there: the acceptance stands without the condition. */
    settledAt: instant("settled_at"),
    settledBy: uuid("settled_by").references(() => people.id, { onDelete: "restrict" }),
    settledNote: text("settled_note").notNull().default(""),
  },
  (table) => [
    check("waivers_risk", sql`${table.risk} <> ''`),
    check("waivers_expire", sql`${table.expiresAt} > ${table.takenAt}`),
    check("waivers_not_for_ever", sql`${table.expiresAt} <= ${table.takenAt} + interval '2160 hours'`),
    check(
      "waivers_settled",
      sql`(${table.settledAt} is null) = (${table.settledBy} is null) and (${table.settledAt} is null or ${table.settledNote} <> '')`,
    ),
  ],
);
