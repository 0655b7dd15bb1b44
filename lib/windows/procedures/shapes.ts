import { z } from "zod";

export const ruleOutput = z.object({
  kind: z.string(),
  id: z.string().optional(),
  name: z.string(),
  reason: z.string(),
});
