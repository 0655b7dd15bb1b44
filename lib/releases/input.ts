import { z } from "zod";
import { databaseChanges, releaseKinds, releaseStates } from "@/lib/domain/release-state";
import { page, requiredText, text, uuid, version } from "@/lib/fields";

const downtimeMinutes = z.int().min(0, "must not be negative").max(10_080, "must be at most a week (10080 minutes)");

/** What a release says of itself. Texts may be empty; hostile ones are stored and shown literally. */
export const releaseFacts = {
  kind: z.enum(releaseKinds),
  summary: text(500),
  databaseChange: z.enum(databaseChanges),
  downtimeMinutes,
  rollbackPlan: text(5_000),
};

export const createReleaseInput = z.strictObject({
  serviceId: uuid,
  version,
  kind: releaseFacts.kind.default("feature"),
  summary: releaseFacts.summary.default(""),
  databaseChange: releaseFacts.databaseChange.default("none"),
  downtimeMinutes: downtimeMinutes.default(0),
  rollbackPlan: releaseFacts.rollbackPlan.default(""),
});
export type CreateReleaseInput = z.output<typeof createReleaseInput>;

/** Only the fields that are given change. */
export const changeReleaseInput = z
  .strictObject({ releaseId: uuid, version: version.optional() })
  .extend(z.object(releaseFacts).partial().shape);
export type ChangeReleaseInput = z.output<typeof changeReleaseInput>;

export const releaseInput = z.strictObject({ releaseId: uuid });

/** Leaves for good or goes back: says why. */
export const endReleaseInput = z.strictObject({ releaseId: uuid, reason: requiredText(1_000) });
export type EndReleaseInput = z.output<typeof endReleaseInput>;

/** A query string knows one value or several of the same name. */
const oneOrSeveral = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(20).optional(),
  );

export const listReleasesInput = z.strictObject({
  ...page,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  status: oneOrSeveral(z.enum(releaseStates)),
  teamId: uuid.optional(),
  serviceId: uuid.optional(),
  /** Part of a service's name, a version or a summary, in any case. */
  search: text(100).optional(),
});
export type ListReleasesInput = z.output<typeof listReleasesInput>;

export const historyInput = z.strictObject({
  releaseId: uuid,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type HistoryInput = z.output<typeof historyInput>;
