import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { people } from "./people";

/**
 * What one person is told of, until they have read it. The kind is a word of `lib/domain/notice-words.ts`, and no CHECK repeats the
 * list: an older version that meets a newer kind still shows it by its name.
 */
export const notices = pgTable(
  "notices",
  {
    id: id(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    /** What it is about, and where its link leads: a noun (`releases`) and an id of it. */
    subjectNoun: text("subject_noun").notNull(),
    subjectId: uuid("subject_id"),
    /** What the words are made of. Written once; the words are put together for each reader, in their zone. */
    params: jsonb("params").$type<Record<string, unknown>>().notNull(),
    /** What happens again and again is told once: a second notice with the same key is dropped. */
    dedupeKey: text("dedupe_key"),
    readAt: instant("read_at"),
    createdAt: createdAt(),
  },
  (table) => [
    // Nulls are distinct: a notice without a key is never a repeat.
    unique("notices_told_once").on(table.personId, table.dedupeKey),
    check("notices_kind", sql`${table.kind} <> ''`),
    check("notices_dedupe_key", sql`length(${table.dedupeKey}) between 1 and 300`),
    // One person's notices, newest first.
    index("notices_by_person").on(table.personId, table.id),
    // How many has this person not read? Asked on every page.
    index("notices_unread").on(table.personId).where(sql`read_at is null`),
    // The sweep's clearing out of old ones.
    index("notices_by_age").on(table.createdAt),
  ],
);
