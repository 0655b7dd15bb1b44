import { z } from "zod";
import { requiredText, text, uuid } from "@/lib/fields";

export const testPlanInput = z.strictObject({ serviceId: uuid });

const itemInput = z.strictObject({
  /** What it is a part of. */
  area: requiredText(80),
  title: requiredText(200),
  /** How to look. */
  instruction: text(2_000).default(""),
  /** Whether a build can be accepted without it. */
  required: z.boolean().default(true),
  /** The pipeline's check that answers it. */
  checkName: text(200).optional(),
});

export const changeTestPlanInput = z.strictObject({
  serviceId: uuid,
  /** The version this was made from, 0 where there was none: two people's changes never overwrite each other. */
  expectedVersion: z.int().min(0).max(100_000),
  items: z.array(itemInput).max(200, "must have at most 200 points"),
});
export type ChangeTestPlanInput = z.output<typeof changeTestPlanInput>;

export const testPlanItemOutput = z.object({
  area: z.string(),
  title: z.string(),
  instruction: z.string(),
  required: z.boolean(),
  checkName: z.string().nullable(),
});
export type TestPlanItem = z.output<typeof testPlanItemOutput>;

export const testPlanOutput = z.object({
  service: z.object({ id: z.string(), name: z.string() }),
  /** 0: there is none yet. */
  version: z.number(),
  changedBy: z.string().nullable(),
  changedAt: z.date().nullable(),
  items: z.array(testPlanItemOutput),
  mayChange: z.boolean(),
});
export type TestPlan = z.output<typeof testPlanOutput>;

export const testPlansOutput = z.object({ plans: z.array(testPlanOutput) });
