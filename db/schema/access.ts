import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { tokenPermissions } from "@/lib/domain/permission";
import { createdAt, id, instant } from "./columns";
import { people } from "./people";
import { environments, teams } from "./services";

/** What a pipeline signs in with. Shown once, stored as SHA-256; acts for its owner and never beyond the owner's own rights. */
export const apiTokens = pgTable("api_tokens", {
  id: id(),
  name: text("name").notNull(),
  /** The first characters, so that a person recognises it in the list. */
  prefix: text("prefix").notNull(),
  tokenHash: text("token_hash").notNull().unique("api_tokens_hash_unique"),
  ownerId: uuid("owner_id")
    .notNull()
    .references(() => people.id, { onDelete: "restrict" }),
  permissions: text("permissions", { enum: tokenPermissions }).array().notNull(),
  /** Null: every team the owner reaches. */
  teamId: uuid("team_id").references(() => teams.id, { onDelete: "restrict" }),
  expiresAt: instant("expires_at"),
  lastUsedAt: instant("last_used_at"),
  revokedAt: instant("revoked_at"),
  createdAt: createdAt(),
});

/**
 * A read-only link to the schedule, the departures board and the feeds. The link's token is derived from its id with the
 * installation's secret, so it can be shown again without being stored.
 */
export const shareLinks = pgTable("share_links", {
  id: id(),
  name: text("name").notNull(),
  /** Null: every environment. */
  environmentId: uuid("environment_id").references(() => environments.id, { onDelete: "restrict" }),
  createdBy: uuid("created_by")
    .notNull()
    .references(() => people.id, { onDelete: "restrict" }),
  expiresAt: instant("expires_at"),
  revokedAt: instant("revoked_at"),
  createdAt: createdAt(),
});
