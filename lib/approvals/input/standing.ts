import { z } from "zod";
import { databaseChanges } from "@/lib/domain/release-state";
import { longestStandingDays } from "@/lib/domain/standing-approval";
import { requiredText, uuid } from "@/lib/fields";

export const giveStandingInput = z.strictObject({
  windowId: uuid,
  /** Null: every service that may book there. */
  serviceId: uuid.nullable().default(null),
  /** The most that a release may do to the database, to be covered. */
  mostDatabaseChange: z.enum(databaseChanges).default("compatible"),
  mostDowntimeMinutes: z.int().min(0, "must not be negative").max(10_080).default(0),
  /** Why this is routine. Everybody who waits for a signature reads it. */
  reason: requiredText(500),
  validDays: z
    .int()
    .min(1, "must be at least 1")
    .max(longestStandingDays, `must be at most ${longestStandingDays}: routine is looked at again after that`),
});
export type GiveStandingInput = z.output<typeof giveStandingInput>;

export const standingInput = z.strictObject({ standingId: uuid });

export const listStandingInput = z.strictObject({ windowId: uuid.optional() });

export const standingOutput = z.object({
  id: z.string(),
  window: z.object({ id: z.string(), name: z.string() }),
  environment: z.object({ id: z.string(), name: z.string(), zone: z.string() }),
  /** Null: every service that may book there. */
  serviceName: z.string().nullable(),
  person: z.object({ id: z.string(), name: z.string() }),
  mostDatabaseChange: z.enum(databaseChanges),
  mostDowntimeMinutes: z.number(),
  reason: z.string(),
  givenAt: z.date(),
  expiresAt: z.date(),
  revokedAt: z.date().nullable(),
  revokedBy: z.string().nullable(),
  state: z.enum(["live", "expired", "revoked"]),
  /** Whether whoever asks may revoke it. */
  mayRevoke: z.boolean(),
});
export type Standing = z.output<typeof standingOutput>;

export const standingListOutput = z.object({
  standing: z.array(standingOutput),
  /** The windows in which whoever asks could sign beforehand: their policies ask for a role of theirs. */
  windows: z.array(z.object({ id: z.string(), name: z.string(), environmentName: z.string() })),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type StandingList = z.output<typeof standingListOutput>;
