import { z } from "zod";
import { mostStates } from "@/lib/domain/history-rows";
import { historyStages } from "@/lib/domain/history-stage";
import { requiredText, text, uuid, zone } from "@/lib/fields";

/** The largest file: some hundred thousand rows. */
export const maxHistoryBytes = 64 * 1024 * 1024;
/** The longest part of a file that is sent at once, in characters: with all its escapes it fits a request. */
export const maxPartLength = 40_000;
export const maxHistoryRows = 500_000;

export const startImportInput = z.strictObject({
  fileName: requiredText(200),
  /** The size of the file, for the bar. */
  bytes: z.int().min(1, "must not be empty").max(maxHistoryBytes, "must be at most 64 MiB"),
  /** Left out: the whole organisation's. */
  whose: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("service"), serviceId: uuid }),
      z.strictObject({ kind: z.literal("team"), teamId: uuid }),
    ])
    .optional(),
  /** For times that say no zone of their own. */
  zone: zone.default("UTC"),
});
export type StartImportInput = z.output<typeof startImportInput>;

export const addPartInput = z.strictObject({
  importId: uuid,
  /** 0, 1, 2 …: the same part again changes nothing. */
  position: z.int().min(0).max(100_000),
  text: z
    .string()
    .min(1, "must not be empty")
    .max(maxPartLength, `must have at most ${maxPartLength} characters`)
    .refine((value) => !value.includes("\u0000"), "must not contain the NUL character")
    .refine((value) => value.isWellFormed(), "must be well-formed Unicode"),
});
export type AddPartInput = z.output<typeof addPartInput>;

export const finishUploadInput = z.strictObject({ importId: uuid, parts: z.int().min(1).max(100_001) });
export type FinishUploadInput = z.output<typeof finishUploadInput>;

const column = text(200);
export const readAgainInput = z.strictObject({
  importId: uuid,
  columns: z.union([
    z.strictObject({
      item: column,
      from: column.optional(),
      to: column,
      at: column,
      /** What a row is about, where only those about the status count. */
      field: column.optional(),
    }),
    z.strictObject({
      item: column,
      /** One row per item: each of these columns is a state and holds when the item came into it. */
      states: z.array(column).max(mostStates, `must name at most ${mostStates} columns`),
    }),
  ]),
  zone: zone.default("UTC"),
  /** Whether days stand before months in times like 03/04/2026. */
  dayFirst: z.boolean().default(true),
});
export type ReadAgainInput = z.output<typeof readAgainInput>;

export const confirmImportInput = z.strictObject({
  importId: uuid,
  /** What the file's states mean, as far as it is not what was guessed. */
  states: z
    .array(z.strictObject({ name: text(120), stage: z.enum(historyStages) }))
    .max(200)
    .default([]),
});
export type ConfirmImportInput = z.output<typeof confirmImportInput>;

export const importInput = z.strictObject({ importId: uuid });
export const importProblemsInput = z.strictObject({
  importId: uuid,
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  /** The line after which to go on. */
  after: z.coerce.number().int().min(0).default(0),
});
export type ImportProblemsInput = z.output<typeof importProblemsInput>;
