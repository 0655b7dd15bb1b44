import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { ticketMoveKinds, ticketStates } from "@/lib/domain/ticket-state";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { departures } from "./departures";
import { people } from "./people";
import { releases } from "./releases";
import { trains } from "./trains";

/** A release aboard a departure. It keeps its ticket through every move; `ticket_moves` tells the way. */
export const tickets = pgTable(
  "tickets",
  {
    id: id(),
    releaseId: uuid("release_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    /** The train it boarded; while it waits, the one that asks where it shall go. */
    trainId: uuid("train_id")
      .notNull()
      .references(() => trains.id, { onDelete: "restrict" }),
    /** Null only while it waits for somebody to say which. */
    departureId: uuid("departure_id").references(() => departures.id, { onDelete: "restrict" }),
    status: text("status", { enum: ticketStates }).notNull().default("aboard"),
    /** It boarded as a hotfix: after the cut-off too, and beyond the capacity. */
    hotfix: boolean("hotfix").notNull().default(false),
    note: text("note").notNull().default(""),
    boardedBy: uuid("boarded_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    boardedAt: instant("boarded_at").notNull(),
    endedAt: instant("ended_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    foreignKey({
      name: "tickets_release_fk",
      columns: [table.releaseId, table.serviceId],
      foreignColumns: [releases.id, releases.serviceId],
    }).onDelete("restrict"),
    uniqueIndex("tickets_one_live_per_release").on(table.releaseId).where(sql`status in ('aboard', 'waiting')`),
    // Two versions of one service cannot leave at the same moment.
    uniqueIndex("tickets_one_release_of_a_service")
      .on(table.departureId, table.serviceId)
      .where(sql`status = 'aboard'`),
    check("tickets_status", oneOf(table.status, ticketStates)),
    check("tickets_aboard_somewhere", sql`${table.status} in ('waiting', 'left') or ${table.departureId} is not null`),
    check("tickets_waits_nowhere", sql`${table.status} <> 'waiting' or ${table.departureId} is null`),
    check("tickets_ended", sql`(${table.status} in ('aboard', 'waiting')) = (${table.endedAt} is null)`),
    // Who is aboard?
    index("tickets_by_departure").on(table.departureId),
    // The release page: which train does it take, which did it miss?
    index("tickets_by_release").on(table.releaseId),
  ],
);

/** Every step of a ticket with its reason: never changed, never removed. */
export const ticketMoves = pgTable(
  "ticket_moves",
  {
    id: id(),
    ticketId: uuid("ticket_id")
      .notNull()
      .references(() => tickets.id, { onDelete: "restrict" }),
    kind: text("kind", { enum: ticketMoveKinds }).notNull(),
    fromDepartureId: uuid("from_departure_id").references(() => departures.id, { onDelete: "restrict" }),
    /** Null: to nowhere yet, or it ended. */
    toDepartureId: uuid("to_departure_id").references(() => departures.id, { onDelete: "restrict" }),
    reason: text("reason").notNull(),
    /** Null: Signalbox itself. */
    movedBy: uuid("moved_by").references(() => people.id, { onDelete: "restrict" }),
    movedAt: instant("moved_at").notNull(),
  },
  (table) => [
    check("ticket_moves_kind", oneOf(table.kind, ticketMoveKinds)),
    check("ticket_moves_reason", sql`${table.reason} <> ''`),
    index("ticket_moves_by_ticket").on(table.ticketId, table.movedAt),
    // Who was aboard and is not any more?
    index("ticket_moves_by_departure").on(table.fromDepartureId),
  ],
);
