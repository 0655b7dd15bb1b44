import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { roles } from "@/lib/domain/permission";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { teams } from "./services";

export const people = pgTable(
  "people",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    /**
     * Other addresses of theirs, in lower case: of their commits, of a second account. Whoever has one of them is the same person where
     * nobody may judge or approve their own work (case 23).
     */
    otherEmails: text("other_emails").array().notNull().default(sql`'{}'::text[]`),
    zone: text("zone").notNull().default("UTC"),
    /** argon2id, in PHC form; null for people who sign in elsewhere (an identity provider). */
    passwordHash: text("password_hash"),
    /** Every session carries the version it was made under; raising it signs the person out everywhere. */
    sessionVersion: integer("session_version").notNull().default(1),
    disabledAt: instant("disabled_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check("people_other_emails", sql`cardinality(${table.otherEmails}) <= 20`),
    // Sign-in and the check that a build's author is the approver compare addresses without regard to case.
    uniqueIndex("people_email_unique").on(sql`lower(${table.email})`),
  ],
);

export const roleGrants = pgTable(
  "role_grants",
  {
    id: id(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    role: text("role", { enum: roles }).notNull(),
    /** Null: the role reaches every team. */
    teamId: uuid("team_id").references(() => teams.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (table) => [
    check("role_grants_role", oneOf(table.role, roles)),
    uniqueIndex("role_grants_once").on(
      table.personId,
      table.role,
      sql`coalesce(${table.teamId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
    ),
    index("role_grants_by_team").on(table.teamId),
  ],
);

/** An invitation by link. The token is shown once and stored as its SHA-256. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    tokenHash: text("token_hash").notNull().unique(),
    email: text("email").notNull(),
    role: text("role", { enum: roles }).notNull(),
    teamId: uuid("team_id").references(() => teams.id, { onDelete: "cascade" }),
    invitedBy: uuid("invited_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    acceptedBy: uuid("accepted_by").references(() => people.id, { onDelete: "restrict" }),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (table) => [check("invitations_role", oneOf(table.role, roles))],
);
