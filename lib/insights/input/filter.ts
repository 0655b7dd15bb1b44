import { z } from "zod";
import { figureNames } from "@/lib/domain/insights/figure";
import { uuid } from "@/lib/fields";

/** What every figure can be narrowed by. Each says in its definition what it is counted over. */
export const insightInput = z.strictObject({
  /** The last so many days until now, on whole days; beyond 45 on whole weeks. */
  days: z.int().min(7, "must be at least a week (7)").max(730, "must be at most two years (730)").default(90),
  teamId: uuid.optional(),
  serviceId: uuid.optional(),
  /** For slots and deployments; what QA judges belongs to no environment. */
  environmentId: uuid.optional(),
});
export type InsightInput = z.output<typeof insightInput>;

export const insightCsvInput = insightInput.extend({ figure: z.enum(figureNames) });
