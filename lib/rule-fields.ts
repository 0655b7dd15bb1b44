import { z } from "zod";
import { range, requiredText, wallTime, zone } from "./fields";

/** How a rule of time (a window's, a freeze's) is written and read, field by field. */

/** When something opens or closes. Whether the rule makes sense is for lib/domain/window-rule to say. */
export const ruleFields = {
  /** Wall time of the first opening, in `zone`. */
  localStart: wallTime,
  zone,
  durationMinutes: z.int().min(1).max(525_600),
  /** RFC 5545 RRULE without its prefix; null: once. */
  rrule: requiredText(500).nullable(),
  exdates: z.array(wallTime).max(1_000).describe("Starts of the rule that do not take place."),
  rdates: z.array(wallTime).max(1_000).describe("Starts that take place besides, each as long as the others."),
};
export const defaultedRule = {
  ...ruleFields,
  rrule: ruleFields.rrule.default(null),
  exdates: ruleFields.exdates.default([]),
  rdates: ruleFields.rdates.default([]),
};

/** A month whose days are answered with a preview, for choosing days in a calendar. */
export const previewMonth = z
  .string()
  .regex(/^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])$/, "must be a month, such as 2026-11")
  .optional()
  .describe("A month, 2026-11, whose days are answered too.");

/** The month that was asked for: its starts, those taken out and those added by hand among them. */
export const monthOutput = z.array(z.object({ start: z.string(), state: z.enum(["opens", "excepted", "extra"]) }));

/** A rule as it is written, in an answer. */
export const timeRuleOutput = {
  zone: z.string(),
  localStart: z.string(),
  durationMinutes: z.number(),
  rrule: z.string().nullable(),
  exdates: z.array(z.string()),
  rdates: z.array(z.string()),
};

export const openingOutput = z.object({
  originalLocalStart: z.string(),
  during: range,
  /** The wall time of its start does not exist that day (`gap`) or exists twice (`overlap`). */
  adjusted: z.enum(["gap", "overlap"]).optional(),
});

/** What a rule would do, before it is saved. */
export const previewOutput = {
  openings: z.array(openingOutput),
  /** How often within the planning horizon of 24 months. */
  count: z.number(),
  notes: z.array(z.string()),
};
