import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { swapStates } from "@/lib/domain/swap-state";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { people } from "./people";
import { slots } from "./slots";

/** One team's offer to exchange its slot for another team's. Accepting moves both in one transaction. */
export const swapOffers = pgTable(
  "swap_offers",
  {
    id: id(),
    slotId: uuid("slot_id")
      .notNull()
      .references(() => slots.id, { onDelete: "restrict" }),
    forSlotId: uuid("for_slot_id")
      .notNull()
      .references(() => slots.id, { onDelete: "restrict" }),
    status: text("status", { enum: swapStates }).notNull().default("offered"),
    message: text("message").notNull().default(""),
    offeredBy: uuid("offered_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    offeredAt: instant("offered_at").notNull(),
    /** It lapses by itself then, at the latest when the earlier of the two slots starts. */
    expiresAt: instant("expires_at").notNull(),
    decidedBy: uuid("decided_by").references(() => people.id, { onDelete: "restrict" }),
    decidedAt: instant("decided_at"),
    answer: text("answer").notNull().default(""),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check("swap_offers_status", oneOf(table.status, swapStates)),
    check("swap_offers_two_slots", sql`${table.slotId} <> ${table.forSlotId}`),
    uniqueIndex("swap_offers_one_open").on(table.slotId, table.forSlotId).where(sql`status = 'offered'`),
    // Offers that a slot is part of.
    index("swap_offers_by_slot").on(table.slotId),
    index("swap_offers_by_wanted").on(table.forSlotId),
    index("swap_offers_expire").on(table.expiresAt).where(sql`status = 'offered'`),
  ],
);
