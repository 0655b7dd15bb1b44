import { z } from "zod";
import { checkConclusions, checkStatuses } from "@/lib/domain/build-check";
import { instant, requiredText, text, uuid, webUrl } from "@/lib/fields";

const count = z.int().min(0, "must not be negative").max(10_000_000, "is too large");

/** What a pipeline says of one check of a build. */
export const recordCheckInput = z
  .strictObject({
    buildId: uuid,
    /** What is checked; the same name from the same source is the same check. */
    name: requiredText(200),
    /** Who says so: the name of the pipeline or tool. */
    source: requiredText(60).default("api"),
    externalId: text(200).default(""),
    status: z.enum(checkStatuses),
    /** Where it is completed, and only there. */
    conclusion: z.enum(checkConclusions).optional(),
    url: webUrl.optional(),
    summary: text(2_000).default(""),
    passed: count.optional(),
    total: count.optional(),
    startedAt: instant.optional(),
    finishedAt: instant.optional(),
    /** When it was so, by the pipeline's clock; now, when it does not say. The latest one counts. */
    reportedAt: instant.optional(),
  })
  .refine(({ status, conclusion }) => (status === "completed") === (conclusion !== undefined), {
    error: "must be given when the check is completed, and only then",
    path: ["conclusion"],
  })
  .refine(({ passed, total }) => (passed === undefined) === (total === undefined), {
    error: "must be given together with the passed ones",
    path: ["total"],
  })
  .refine(({ passed, total }) => passed === undefined || total === undefined || passed <= total, {
    error: "must not be more than the total",
    path: ["passed"],
  });
export type RecordCheckInput = z.output<typeof recordCheckInput>;

export const recordCheckOutput = z.object({
  checkId: z.string(),
  /** False when a later report was known already, or the same one: nothing changed. */
  changed: z.boolean(),
});
