import { z } from "zod";

export const rangeOutput = z.object({ start: z.date(), end: z.date() });

/** A rule as it is written. */
export const timeRuleOutput = {
  zone: z.string(),
  localStart: z.string(),
  durationMinutes: z.number(),
  rrule: z.string().nullable(),
  exdates: z.array(z.string()),
};

export const openingOutput = z.object({
  originalLocalStart: z.string(),
  during: rangeOutput,
  /** The wall time of its start does not exist that day (`gap`) or exists twice (`overlap`). */
  adjusted: z.enum(["gap", "overlap"]).optional(),
});

export const previewOutput = {
  openings: z.array(openingOutput),
  /** How often within the planning horizon of 24 months. */
  count: z.number(),
  notes: z.array(z.string()),
};

export const ruleOutput = z.object({
  kind: z.string(),
  id: z.string().optional(),
  name: z.string(),
  reason: z.string(),
});
