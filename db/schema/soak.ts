import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, updatedAt } from "./columns";
import { people } from "./people";
import { environments, services } from "./services";

/** How long a build must have run at the stop before until it may enter an environment; a service's own rule goes before the general one. */
export const soakRules = pgTable(
  "soak_rules",
  {
    id: id(),
    environmentId: uuid("environment_id")
      .notNull()
      .references(() => environments.id, { onDelete: "cascade" }),
    /** Null: every service without a rule of its own. */
    serviceId: uuid("service_id").references(() => services.id, { onDelete: "cascade" }),
    /** 0: this service need not wait, whatever the general rule says. */
    minutes: integer("minutes").notNull(),
    hotfixesExempt: boolean("hotfixes_exempt").notNull().default(false),
    setBy: uuid("set_by").references(() => people.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("soak_rules_one_per_place").on(table.environmentId, table.serviceId).nullsNotDistinct(),
    check("soak_rules_minutes", sql`${table.minutes} between 0 and 43200`),
  ],
);
