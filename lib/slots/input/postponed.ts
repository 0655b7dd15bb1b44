import { z } from "zod";
import { postponementStates } from "@/lib/domain/postponement-state";
import { thawRules } from "@/lib/domain/thaw-rule";
import { range, requiredText, uuid } from "@/lib/fields";

export const postponedInput = z.strictObject({ postponementId: uuid });
export type PostponedInput = z.output<typeof postponedInput>;

export const dropPostponedInput = z.strictObject({ postponementId: uuid, reason: requiredText(500) });
export type DropPostponedInput = z.output<typeof dropPostponedInput>;

export const listPostponedInput = z.strictObject({
  /** What this freeze postponed; left out: all. */
  freezeId: uuid.optional(),
});
export type ListPostponedInput = z.output<typeof listPostponedInput>;

const freezeRef = z.object({ id: z.string(), name: z.string() });

/** Where a missed slot went. */
export const postponementOutput = z.object({
  id: z.string(),
  freeze: freezeRef,
  status: z.enum(postponementStates),
  note: z.string(),
  planned: z.object({ slotId: z.string(), during: range }).nullable(),
});
export type PostponementRow = z.output<typeof postponementOutput>;

/** Which missed slot a slot stands in for. */
export const plannedFromOutput = z.object({ slotId: z.string(), during: range, freeze: freezeRef });
export type PlannedFromRow = z.output<typeof plannedFromOutput>;

/** A slot that a freeze kept from opening, with the place that it would be given now. */
export const postponedOutput = z.object({
  id: z.string(),
  slotId: z.string(),
  during: range,
  postponedAt: z.date(),
  freeze: z.object({ id: z.string(), name: z.string(), thaw: z.enum(thawRules), thawPerHour: z.number() }),
  environment: z.object({ id: z.string(), name: z.string(), zone: z.string() }),
  team: z.object({ id: z.string(), name: z.string(), hue: z.number() }),
  releases: z.array(z.object({ releaseId: z.string(), serviceName: z.string(), version: z.string() })),
  /** Its freeze lets it go already. */
  thawed: z.boolean(),
  /** Everything aboard was booked again by hand, or cannot leave any more. */
  moot: z.boolean(),
  /** Why it was not planned so far. */
  note: z.string(),
  proposal: z.object({ during: range, lane: z.number(), windowName: z.string().nullable() }).nullable(),
  may: z.object({ decide: z.boolean() }),
});
export type PostponedRow = z.output<typeof postponedOutput>;
