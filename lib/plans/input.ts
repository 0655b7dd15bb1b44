import { z } from "zod";
import { previewPolicyInput } from "@/lib/approvals/input";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { name, text, uuid } from "@/lib/fields";
import { givenPeriods, previewFreezeInput } from "@/lib/freezes/input";
import { createWindowInput } from "@/lib/windows/input";

/** As large as any request may be. */
const mostCharacters = 256 * 1024;

/** A plan file as it is: what is in it is for `readPlanText` to say, line by line. */
const planText = z.string().max(mostCharacters, "must have at most 256 KiB").describe("The file, as YAML.");

const prune = z
  .boolean()
  .default(false)
  .describe("Also remove what stands in a section that the file declares and is not in the file.");

export const comparePlanInput = z.strictObject({ text: planText, prune });
export const applyPlanInput = z.strictObject({
  text: planText,
  prune,
  /** What is applied is exactly what was shown, or nothing. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be the digest that the comparison answered with")
    .describe("The digest of the comparison that was looked at."),
});
export type ComparePlanInput = z.output<typeof comparePlanInput>;
export type ApplyPlanInput = z.output<typeof applyPlanInput>;

/** What is about to be saved, and what it takes the place of; `after` null: nothing, it is put away. */
const { environmentId: _, ...windowShape } = createWindowInput.shape;
const rehearsedWindow = z.strictObject({ ...windowShape, name: text(120).default("") });
export const rehearseWindowInput = z
  .strictObject({
    environmentId: uuid.describe("The environment of a new window; that of a standing one is known."),
    windowId: uuid.optional().describe("The window that is changed. Left out: a new one."),
    after: rehearsedWindow.nullable().describe("What it becomes; null: it is archived."),
  })
  .describe("A window before it is saved.");

const { freezeId: __, month: ___, ...freezeShape } = previewFreezeInput.shape;
export const rehearseFreezeInput = z.strictObject({
  freezeId: uuid.optional().describe("The freeze that is changed. Left out: a new one."),
  after: z
    .strictObject({ ...freezeShape, periods: givenPeriods.optional(), name: text(120).default("") })
    .nullable()
    .describe("What it becomes; without times it goes on closing when it does now; null: it is lifted."),
});
export const rehearsePolicyInput = previewPolicyInput;

export type RehearseWindowInput = z.output<typeof rehearseWindowInput>;
export type RehearseFreezeInput = z.output<typeof rehearseFreezeInput>;
export type RehearsePolicyInput = z.output<typeof rehearsePolicyInput>;

/** Windows of another program as they are: what is in them is for `readWindowsText` to say. */
const windowsText = z
  .string()
  .min(1, "must not be empty")
  .max(mostCharacters, "must have at most 256 KiB")
  .describe("Sync windows of Argo CD, freeze periods of GitLab, or the like, as YAML or JSON.");

export const previewWindowsInput = z.strictObject({ text: windowsText });
export const importWindowsInput = z.strictObject({
  text: windowsText,
  choices: z
    .array(
      z.strictObject({
        index: z.int().min(0).max(1_000).describe("Its place in the preview, from 0."),
        name: name.optional().describe("Left out: the name that the preview shows."),
        environmentIds: z
          .array(uuid)
          .max(50)
          .default([])
          .describe("A window needs one; a freeze without any closes everywhere."),
        lanes: z.int().min(1).max(50).default(1).describe("Of a window."),
        grade: z.enum(freezeGrades).default("closed").describe("Of a freeze."),
      }),
    )
    .min(1, "choose at least one")
    .max(100),
});
export type ImportWindowsInput = z.output<typeof importWindowsInput>;
