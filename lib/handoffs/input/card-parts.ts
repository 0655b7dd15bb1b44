import { z } from "zod";

/** What a build must be accepted in time for, see lib/domain/must-make.ts. */
export const mustMakeOutput = z.object({
  kind: z.enum(["slot", "train"]),
  id: z.string(),
  name: z.string(),
  acceptBy: z.date(),
  zone: z.string(),
});

export const needOutput = z.object({
  minutes: z.number(),
  basedOn: z.number(),
  of: z.enum(["service", "all", "assumed"]),
});

export const waiverOutput = z.object({
  risk: z.string(),
  takenBy: z.string(),
  takenAt: z.date(),
  expiresAt: z.date(),
  settledAt: z.date().nullable(),
  settledBy: z.string().nullable(),
  settledNote: z.string(),
});
