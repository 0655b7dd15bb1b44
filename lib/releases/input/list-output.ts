import { z } from "zod";
import { databaseChanges, releaseKinds, releaseStates } from "@/lib/domain/release-state";
import { range } from "@/lib/fields";

export const releaseRowOutput = z.object({
  id: z.string(),
  version: z.string(),
  kind: z.enum(releaseKinds),
  status: z.enum(releaseStates),
  statusSince: z.date(),
  summary: z.string(),
  databaseChange: z.enum(databaseChanges),
  service: z.object({ id: z.string(), name: z.string() }),
  team: z.object({ id: z.string(), name: z.string(), hue: z.number() }),
  /** The newest build, and in which round QA has it. */
  build: z.object({ number: z.number(), round: z.number().nullable() }).nullable(),
  /** The slot that opens next. */
  slot: z.object({ id: z.string(), environmentName: z.string(), zone: z.string(), during: range }).nullable(),
});
export type ReleaseRow = z.output<typeof releaseRowOutput>;

export const releaseListOutput = z.object({
  releases: z.array(releaseRowOutput),
  nextCursor: z.string().nullable(),
  /** How many fit the filters altogether. */
  total: z.number(),
  zone: z.string(),
});
export type ReleaseList = z.output<typeof releaseListOutput>;

/** What a new release and the filters can be about. */
export const releaseChoicesOutput = z.object({
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  services: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      teamId: z.string(),
      mayWrite: z.boolean(),
      newestVersion: z.string().nullable(),
    }),
  ),
});
export type ReleaseChoices = z.output<typeof releaseChoicesOutput>;
