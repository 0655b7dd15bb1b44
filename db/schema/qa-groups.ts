import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, updatedAt } from "./columns";
import { people } from "./people";
import { services, teams } from "./services";

/** Testers who share work, and how much of it they take on at once. */
export const qaGroups = pgTable(
  "qa_groups",
  {
    id: id(),
    name: text("name").notNull(),
    /** Builds in test at the same time; a trigger on handoffs refuses one more. */
    limit: integer("work_limit").notNull().default(3),
    /** How long a build that came back is kept for whoever judged it before. */
    offerMinutes: integer("offer_minutes").notNull().default(120),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("qa_groups_name_unique").on(sql`lower(${table.name})`).where(sql`archived_at is null`),
    check("qa_groups_limit", sql`${table.limit} between 1 and 100`),
    check("qa_groups_offer", sql`${table.offerMinutes} between 0 and 2880`),
  ],
);

export const qaGroupMembers = pgTable(
  "qa_group_members",
  {
    groupId: uuid("group_id")
      .notNull()
      .references(() => qaGroups.id, { onDelete: "cascade" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
  },
  (table) => [primaryKey({ name: "qa_group_members_pk", columns: [table.groupId, table.personId] })],
);

/** What a group tests: a whole team's services, or one service, which then is no longer its team's. Each is one group's. */
export const qaGroupScopes = pgTable(
  "qa_group_scopes",
  {
    id: id(),
    groupId: uuid("group_id")
      .notNull()
      .references(() => qaGroups.id, { onDelete: "cascade" }),
    teamId: uuid("team_id").references(() => teams.id, { onDelete: "cascade" }),
    serviceId: uuid("service_id").references(() => services.id, { onDelete: "cascade" }),
  },
  (table) => [
    check("qa_group_scopes_one_thing", sql`(${table.teamId} is null) <> (${table.serviceId} is null)`),
    uniqueIndex("qa_group_scopes_team_once").on(table.teamId),
    uniqueIndex("qa_group_scopes_service_once").on(table.serviceId),
  ],
);
