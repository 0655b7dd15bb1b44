import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, updatedAt } from "./columns";
import { people } from "./people";

/** A way to look at the schedule that somebody gave a name: the query of its address, as the page itself would write it. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** "environment=…&view=quarter&team=…"; never holds rights, each reader sees with their own. */
    query: text("query").notNull(),
    /** Whether every member sees it in their list. */
    shared: boolean("shared").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("saved_views_name_unique").on(table.ownerId, sql`lower(${table.name})`),
    check("saved_views_query_length", sql`length(${table.query}) <= 2000`),
    index("saved_views_shared").on(table.shared),
  ],
);
