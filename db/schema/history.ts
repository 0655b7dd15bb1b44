import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { HistoryColumns } from "@/lib/domain/history-columns";
import { historyImportStates } from "@/lib/domain/history-import-state";
import { type HistoryStage, historyStages } from "@/lib/domain/history-stage";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { people } from "./people";
import { services, teams } from "./services";

/** How a file is read: corrected by hand where the guess was wrong. */
export type HistoryReading = {
  /** Column names by what they hold; `item` empty: nobody has said, and they are guessed. */
  columns: HistoryColumns;
  delimiter: string;
  /** For times that say no zone of their own. */
  zone: string;
  /** Days before months in times like 03/04/2026. */
  dayFirst: boolean;
};

/** What reading found, whole or so far. */
export type HistoryFindings = {
  format: "csv" | "jira";
  headers: string[];
  /** The first rows as they stand in the file. */
  sample: string[][];
  rows: number;
  /** Rows about other fields than the status. */
  passedOver: number;
  items: number;
  badRows: number;
  badItems: number;
  duplicates: number;
  firstAt: string | null;
  lastAt: string | null;
  /** Each state, how many changes lead to it, and what it means in our words. */
  states: { name: string; count: number; stage: HistoryStage | null }[];
  problems: Record<string, number>;
};

/** A file with a history of items, from its upload to what became of it. */
export const historyImports = pgTable(
  "history_imports",
  {
    id: id(),
    fileName: text("file_name").notNull(),
    status: text("status", { enum: historyImportStates }).notNull().default("uploading"),
    /** Bytes as announced, and as arrived. */
    bytes: integer("bytes").notNull(),
    receivedBytes: integer("received_bytes").notNull().default(0),
    /** What has been read of the file, for the bar. */
    readBytes: integer("read_bytes").notNull().default(0),
    /** Which reading the staged rows belong to: one that was started over leaves none of the earlier. */
    run: integer("run").notNull().default(0),
    reading: jsonb("reading").$type<HistoryReading>(),
    findings: jsonb("findings").$type<HistoryFindings>(),
    /** Whose history it is; both null: the whole organisation's. */
    serviceId: uuid("service_id").references(() => services.id, { onDelete: "restrict" }),
    teamId: uuid("team_id").references(() => teams.id, { onDelete: "restrict" }),
    importedItems: integer("imported_items"),
    importedRows: integer("imported_rows"),
    /** Why it failed, for people. */
    message: text("message").notNull().default(""),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    importedAt: instant("imported_at"),
    endedAt: instant("ended_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check("history_imports_status", oneOf(table.status, historyImportStates)),
    check(
      "history_imports_bytes",
      sql`${table.receivedBytes} between 0 and 67108864 and ${table.bytes} between 1 and 67108864`,
    ),
    check("history_imports_one_owner", sql`${table.serviceId} is null or ${table.teamId} is null`),
    check(
      "history_imports_imported",
      sql`(${table.status} in ('imported', 'removed')) = (${table.importedAt} is not null)`,
    ),
  ],
);

/** The parts of the file, in order; gone as soon as the import has ended. */
export const historyImportParts = pgTable(
  "history_import_parts",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => historyImports.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    text: text("text").notNull(),
  },
  (table) => [primaryKey({ name: "history_import_parts_pk", columns: [table.importId, table.position] })],
);

/** What makes no sense in the file, with its line. */
export const historyImportProblems = pgTable(
  "history_import_problems",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => historyImports.id, { onDelete: "cascade" }),
    line: integer("line").notNull(),
    code: text("code").notNull(),
    item: text("item").notNull(),
    message: text("message").notNull(),
  },
  (table) => [primaryKey({ name: "history_import_problems_pk", columns: [table.importId, table.line, table.code] })],
);

/** Rows that were read and do not count yet. */
export const historyImportRows = pgTable(
  "history_import_rows",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => historyImports.id, { onDelete: "cascade" }),
    line: integer("line").notNull(),
    item: text("item").notNull(),
    state: text("state").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ name: "history_import_rows_pk", columns: [table.importId, table.line] })],
);

/** How long an item of an imported history was in which state. */
export const historyIntervals = pgTable(
  "history_intervals",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => historyImports.id, { onDelete: "cascade" }),
    item: text("item").notNull(),
    position: integer("position").notNull(),
    stage: text("stage", { enum: historyStages }).notNull(),
    /** As the other tool calls it. */
    state: text("state").notNull(),
    enteredAt: instant("entered_at").notNull(),
    /** Null: the file ends with the item in it. */
    leftAt: instant("left_at"),
    /** A newer import has the item as well: it counts as it stands there. Null: it counts as it stands here. */
    replacedBy: uuid("replaced_by").references(() => historyImports.id, { onDelete: "set null" }),
  },
  (table) => [
    primaryKey({ name: "history_intervals_pk", columns: [table.importId, table.item, table.position] }),
    check("history_intervals_stage", oneOf(table.stage, historyStages)),
    check("history_intervals_forward", sql`${table.leftAt} is null or ${table.leftAt} >= ${table.enteredAt}`),
    // The newest history first, for a forecast that takes a bounded amount of it.
    index("history_intervals_by_time").on(table.enteredAt),
    index("history_intervals_replaced").on(table.replacedBy).where(sql`replaced_by is not null`),
  ],
);
