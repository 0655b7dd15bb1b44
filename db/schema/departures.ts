import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { departureBlockerKinds, departureBlockerStates } from "@/lib/domain/departure-blocker-state";
import { departureOutcomes, departureStates } from "@/lib/domain/departure-state";
import { goDecisions, holdCauses } from "@/lib/domain/train-policy";
import { createdAt, id, instant, oneOf, updatedAt, wallTime } from "./columns";
import { people } from "./people";
import { teams } from "./services";
import { trains } from "./trains";

/** One run of a train. The wall time that the rule gave it is its name for life, wherever it is moved; nothing is ever renumbered. */
export const departures = pgTable(
  "departures",
  {
    id: id(),
    trainId: uuid("train_id")
      .notNull()
      .references(() => trains.id, { onDelete: "restrict" }),
    originalLocalStart: text("original_local_start").notNull(),
    /** What people call it where that is not its time: "M141", "3.6.0 alpha 1". */
    label: text("label").notNull().default(""),
    /** The instant that the rule gave it. */
    plannedAt: instant("planned_at").notNull(),
    boardingAt: instant("boarding_at").notNull(),
    /** Fixed: a hold never moves it. */
    cutOffAt: instant("cut_off_at").notNull(),
    qaExitAt: instant("qa_exit_at").notNull(),
    goNoGoAt: instant("go_no_go_at").notNull(),
    /** When it leaves: planned, moved, or floating while it is held. */
    departsAt: instant("departs_at").notNull(),
    /** By when all of it has arrived: the end of its slots. */
    arrivesAt: instant("arrives_at").notNull(),
    status: text("status", { enum: departureStates }).notNull().default("scheduled"),
    statusSince: instant("status_since").notNull(),
    /** Whose turn it is in the rota: counted when it is made, so that nobody's turn changes later. */
    turn: integer("turn").notNull(),
    conductorId: uuid("conductor_id").references(() => people.id, { onDelete: "restrict" }),
    backupId: uuid("backup_id").references(() => people.id, { onDelete: "restrict" }),
    /** Its time was set by hand: a changed rule leaves it. */
    movedAt: instant("moved_at"),
    /** What was not accepted by the QA exit has been moved on. */
    qaExitDoneAt: instant("qa_exit_done_at"),
    soonToldAt: instant("soon_told_at"),
    holdCause: text("hold_cause", { enum: holdCauses }),
    holdReason: text("hold_reason").notNull().default(""),
    heldBy: uuid("held_by").references(() => people.id, { onDelete: "restrict" }),
    heldAt: instant("held_at"),
    /** When the hold policy decides. Null while held: until somebody says so. */
    holdUntil: instant("hold_until"),
    departedAt: instant("departed_at"),
    arrivedAt: instant("arrived_at"),
    outcome: text("outcome", { enum: departureOutcomes }),
    /** Why it does not take place. */
    cancelReason: text("cancel_reason").notNull().default(""),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("departures_once").on(table.trainId, table.originalLocalStart),
    check("departures_status", oneOf(table.status, departureStates)),
    check("departures_original_local_start", wallTime(table.originalLocalStart)),
    check(
      "departures_in_order",
      sql`${table.boardingAt} <= ${table.cutOffAt} and ${table.cutOffAt} <= ${table.qaExitAt} and ${table.qaExitAt} <= ${table.goNoGoAt} and ${table.goNoGoAt} <= ${table.departsAt} and ${table.departsAt} < ${table.arrivesAt}`,
    ),
    check("departures_hold_cause", sql`${table.holdCause} is null or ${oneOf(table.holdCause, holdCauses)}`),
    check(
      "departures_held_has_reason",
      sql`${table.status} <> 'held' or (${table.holdCause} is not null and ${table.holdReason} <> '' and ${table.heldAt} is not null)`,
    ),
    check(
      "departures_departed",
      sql`${table.status} not in ('departed', 'arrived') or ${table.departedAt} is not null`,
    ),
    check(
      "departures_arrived",
      sql`${table.status} <> 'arrived' or (${table.arrivedAt} is not null and ${table.outcome} is not null and ${oneOf(table.outcome, departureOutcomes)})`,
    ),
    // The departures of a train in order; the coming ones of all.
    index("departures_by_train").on(table.trainId, table.departsAt),
    index("departures_by_time").on(table.departsAt),
    // The sweep: those whose next milestone may have come.
    index("departures_under_way")
      .on(table.boardingAt)
      .where(sql`status in ('scheduled', 'boarding', 'locked', 'go', 'held', 'departed')`),
  ],
);

/** A fact that holds a departure until it is resolved, or waived by name and reason. */
export const departureBlockers = pgTable(
  "departure_blockers",
  {
    id: id(),
    departureId: uuid("departure_id")
      .notNull()
      .references(() => departures.id, { onDelete: "restrict" }),
    kind: text("kind", { enum: departureBlockerKinds }).notNull().default("raised"),
    status: text("status", { enum: departureBlockerStates }).notNull().default("open"),
    reason: text("reason").notNull(),
    /** Null: raised by Signalbox itself. */
    raisedBy: uuid("raised_by").references(() => people.id, { onDelete: "restrict" }),
    raisedAt: instant("raised_at").notNull(),
    endedBy: uuid("ended_by").references(() => people.id, { onDelete: "restrict" }),
    endedAt: instant("ended_at"),
    endReason: text("end_reason").notNull().default(""),
  },
  (table) => [
    check("departure_blockers_kind", oneOf(table.kind, departureBlockerKinds)),
    check("departure_blockers_status", oneOf(table.status, departureBlockerStates)),
    check("departure_blockers_reason", sql`${table.reason} <> ''`),
    check("departure_blockers_ended", sql`(${table.status} = 'open') = (${table.endedAt} is null)`),
    check("departure_blockers_waived_with_reason", sql`${table.status} <> 'waived' or ${table.endReason} <> ''`),
    index("departure_blockers_by_departure").on(table.departureId),
  ],
);

/** The roll-call: what each team aboard answers. */
export const rollCallAnswers = pgTable(
  "roll_call_answers",
  {
    departureId: uuid("departure_id")
      .notNull()
      .references(() => departures.id, { onDelete: "restrict" }),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "restrict" }),
    ready: boolean("ready").notNull(),
    note: text("note").notNull().default(""),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    answeredAt: instant("answered_at").notNull(),
  },
  (table) => [primaryKey({ name: "roll_call_answers_pk", columns: [table.departureId, table.teamId] })],
);

/** Go or no-go: who said so, when, and what they knew. Never changed; the newest counts. */
export const departureDecisions = pgTable(
  "departure_decisions",
  {
    id: id(),
    departureId: uuid("departure_id")
      .notNull()
      .references(() => departures.id, { onDelete: "restrict" }),
    decision: text("decision", { enum: goDecisions }).notNull(),
    /** Null: the policy of the train said so. */
    personId: uuid("person_id").references(() => people.id, { onDelete: "restrict" }),
    note: text("note").notNull().default(""),
    /** How things stood: teams that were not ready, blockers that were open. */
    readiness: jsonb("readiness").$type<{ notReady: string[]; blockers: string[] }>().notNull(),
    decidedAt: instant("decided_at").notNull(),
  },
  (table) => [
    check("departure_decisions_decision", oneOf(table.decision, goDecisions)),
    index("departure_decisions_by_departure").on(table.departureId, table.decidedAt),
  ],
);
