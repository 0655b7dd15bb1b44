import { z } from "zod";
import { historyImportStates } from "@/lib/domain/history-import-state";
import { historyStages } from "@/lib/domain/history-stage";
import { uuid } from "@/lib/fields";

const base = {
  id: uuid,
  fileName: z.string(),
  status: z.enum(historyImportStates),
  bytes: z.number(),
  receivedBytes: z.number(),
  readBytes: z.number(),
  importedItems: z.number().nullable(),
  importedRows: z.number().nullable(),
  message: z.string(),
  serviceName: z.string().nullable(),
  teamName: z.string().nullable(),
  createdByName: z.string(),
  createdAt: z.date(),
  importedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
};

export const importRow = z.object({
  ...base,
  badRows: z.number(),
  firstAt: z.date().nullable(),
  lastAt: z.date().nullable(),
});

export const importDetail = z.object({
  ...base,
  /** Imported files that tell of the same items. Each item counts once: `countThere`, as the other file has it. */
  alsoIn: z.array(
    z.object({
      importId: uuid,
      fileName: z.string(),
      importedAt: z.date(),
      items: z.number(),
      countThere: z.boolean(),
    }),
  ),
  reading: z
    .object({
      /** One row per change, or one row per item with a column per state. */
      columns: z.union([
        z.object({
          item: z.string(),
          from: z.string().optional(),
          to: z.string(),
          at: z.string(),
          field: z.string().optional(),
        }),
        z.object({ item: z.string(), states: z.array(z.string()) }),
      ]),
      delimiter: z.string(),
      zone: z.string(),
      dayFirst: z.boolean(),
    })
    .nullable(),
  /** Null until the file was read once. */
  findings: z
    .object({
      format: z.enum(["csv", "jira"]),
      headers: z.array(z.string()),
      sample: z.array(z.array(z.string())),
      rows: z.number(),
      passedOver: z.number(),
      items: z.number(),
      badRows: z.number(),
      badItems: z.number(),
      duplicates: z.number(),
      firstAt: z.string().nullable(),
      lastAt: z.string().nullable(),
      states: z.array(z.object({ name: z.string(), count: z.number(), stage: z.enum(historyStages).nullable() })),
      problems: z.record(z.string(), z.number()),
    })
    .nullable(),
});
