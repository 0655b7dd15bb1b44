import { z } from "zod";
import { instant, requiredText, text, uuid } from "@/lib/fields";

const dayMs = 86_400_000;
/** A month view with its edges, and some. */
const longestViewDays = 45;

const during = z.strictObject({ start: instant, end: instant });

/**
 * Where and when: in an opening of a window, or, where the environment accepts deployments at any time, in the environment
 * itself. Exactly one of the two is named.
 */
const place = {
  occurrenceId: uuid.optional(),
  environmentId: uuid.optional(),
  lane: z.int().min(1).max(50).default(1),
  during,
};
const namesOnePlace = (input: { occurrenceId?: string; environmentId?: string }) =>
  (input.occurrenceId === undefined) !== (input.environmentId === undefined);
const onePlace = {
  error: "name either an opening (occurrenceId) or an environment that is always open",
  path: ["occurrenceId"],
};

/** In a query string a list of one is written without brackets. */
const idList = z.union([z.array(uuid).max(20), uuid.transform((id) => [id])]);
const releaseIds = z
  .array(uuid)
  .min(1, "name at least one release")
  .max(20)
  .refine((ids) => new Set(ids).size === ids.length, "must not name a release twice");

export const holdSlotInput = z
  .strictObject({
    ...place,
    /** What the slot is for, if that is known already: a freeze may let it pass. */
    releaseIds: z.array(uuid).max(20).default([]),
    /** An own hold that this one takes the place of. */
    replaces: uuid.optional(),
  })
  .refine(namesOnePlace, onePlace);
export type HoldSlotInput = z.output<typeof holdSlotInput>;

export const slotInput = z.strictObject({ slotId: uuid });
export type SlotInput = z.output<typeof slotInput>;

export const bookHeldSlotInput = z.strictObject({ slotId: uuid, releaseIds, note: text(2_000).default("") });
export type BookHeldSlotInput = z.output<typeof bookHeldSlotInput>;

export const bookSlotInput = z
  .strictObject({ ...place, releaseIds, note: text(2_000).default("") })
  .refine(namesOnePlace, onePlace);
export type BookSlotInput = z.output<typeof bookSlotInput>;

const movePlace = { slotId: uuid, occurrenceId: uuid.optional(), lane: z.int().min(1).max(50).default(1) };
export const moveSlotInput = z.strictObject({ ...movePlace, during });
export type MoveSlotInput = z.output<typeof moveSlotInput>;

export const cancelSlotInput = z.strictObject({ slotId: uuid, reason: requiredText(500) });
export type CancelSlotInput = z.output<typeof cancelSlotInput>;

/** The same as a move, flat, because it stands in a query string. */
export const checkMoveInput = z.strictObject({
  ...movePlace,
  lane: z.coerce.number().int().min(1).max(50).default(1),
  start: instant,
  end: instant,
});
export type CheckMoveInput = z.output<typeof checkMoveInput>;

export const weekInput = z
  .strictObject({ environmentId: uuid, from: instant, to: instant })
  .refine(({ from, to }) => from < to, { error: "must be after `from`", path: ["to"] })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= longestViewDays * dayMs, {
    error: `must be at most ${longestViewDays} days after \`from\``,
    path: ["to"],
  });
export type WeekInput = z.output<typeof weekInput>;

export const freeRangesInput = z.strictObject({
  environmentId: uuid,
  durationMinutes: z.coerce.number().int().min(1).max(44_640).default(60),
  /** Proposals start no earlier; now unless told. */
  notBefore: instant.optional(),
  releaseIds: idList.default([]),
  /** A slot whose own room counts as free: the one that is to be moved. */
  exceptSlotId: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(3),
});
export type FreeRangesInput = z.output<typeof freeRangesInput>;

export const bookableReleasesInput = z.strictObject({ environmentId: uuid });
export const noInput = z.strictObject({}).optional();

export const placeBlockerInput = z.strictObject({ slotId: uuid, reason: requiredText(500) });
export type PlaceBlockerInput = z.output<typeof placeBlockerInput>;

export const resolveBlockerInput = z.strictObject({ blockerId: uuid, resolution: text(500).default("") });
export type ResolveBlockerInput = z.output<typeof resolveBlockerInput>;
