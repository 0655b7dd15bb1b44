import { z } from "zod";
import { shortestDeployMinutes, usualDeployMinutes } from "@/lib/domain/deploy-now";
import { releaseKinds } from "@/lib/domain/release-state";
import { slotSummaryStates } from "@/lib/domain/slot-summary";
import { instant, requiredText, text, uuid, zone } from "@/lib/fields";

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
export const namesOnePlace = (input: { occurrenceId?: string; environmentId?: string }) =>
  (input.occurrenceId === undefined) !== (input.environmentId === undefined);
export const onePlace = {
  error: "name either an opening (occurrenceId) or an environment that is always open",
  path: ["occurrenceId"],
};

/** In a query string a list of one is written without brackets. */
const listOf = (most: number) => z.union([z.array(uuid).max(most), uuid.transform((id) => [id])]);
export const idList = listOf(20);
export const releaseIds = z
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

/** In a query string it is a word. */
const yesOrNo = z.union([z.boolean(), z.stringbool()]);
const forwards = ({ from, to }: { from: Date; to: Date }) => from < to;
const notForwards = { error: "must be after `from`", path: ["to"] };
const spansDays =
  (days: number) =>
  ({ from, to }: { from: Date; to: Date }) =>
    to.getTime() - from.getTime() <= days * dayMs;
const tooLong = (days: number) => ({ error: `must be at most ${days} days after \`from\``, path: ["to"] });

export const weekInput = z
  .strictObject({
    environmentId: uuid,
    from: instant,
    to: instant,
    /** Only so many slots in full, those that a screen shows first; of the others, where they stand. All unless told. */
    first: z.coerce.number().int().min(0).max(1_000).optional(),
    /** Whether free room is listed too. */
    room: yesOrNo.default(true),
  })
  .refine(forwards, notForwards)
  .refine(spansDays(longestViewDays), tooLong(longestViewDays));
export type WeekInput = z.output<typeof weekInput>;

/** A month with the weeks that it begins and ends in; a quarter with a margin. */
const longestMonthDays = 45;
const longestTimelineDays = 120;
const wordList = <T extends string>(words: readonly [T, ...T[]]) =>
  z.union([z.array(z.enum(words)).min(1).max(words.length), z.enum(words).transform((word) => [word])]);
const someOf = z.union([z.array(uuid).max(100), uuid.transform((id) => [id])]);

/** What the slots of a wide view are narrowed to. What is left out narrows nothing. */
const filter = {
  teamIds: someOf.optional(),
  serviceIds: someOf.optional(),
  states: wordList(slotSummaryStates).optional(),
  kinds: wordList(releaseKinds).optional(),
  /** Only what the reader booked, holds or made. */
  mine: yesOrNo.default(false),
};
const wideView = {
  /** All unless told. */
  environmentIds: someOf.optional(),
  from: instant,
  to: instant,
  /** Whose days they are. */
  zone,
};

export const daysInput = z
  .strictObject({ ...wideView, ...filter, perDay: z.coerce.number().int().min(1).max(50).default(5) })
  .refine(forwards, notForwards)
  .refine(spansDays(longestMonthDays), tooLong(longestMonthDays));
export type DaysInput = z.output<typeof daysInput>;

export const timelineInput = z
  .strictObject({
    ...wideView,
    ...filter,
    by: z.enum(["team", "environment"]).default("team"),
    /** Of more slots than these only is told when and whose they are, not how they stand: for a quick first picture. */
    judgeAtMost: z.coerce.number().int().min(0).max(20_000).optional(),
  })
  .refine(forwards, notForwards)
  .refine(spansDays(longestTimelineDays), tooLong(longestTimelineDays));
export type TimelineInput = z.output<typeof timelineInput>;

export const searchSlotsInput = z.strictObject({
  query: text(200),
  limit: z.coerce.number().int().min(1).max(50).default(12),
});
export type SearchSlotsInput = z.output<typeof searchSlotsInput>;

export const someSlotsInput = z
  .strictObject({ environmentId: uuid, from: instant, to: instant, slotIds: listOf(500) })
  .refine(forwards, notForwards)
  .refine(spansDays(longestViewDays), tooLong(longestViewDays));
export type SomeSlotsInput = z.output<typeof someSlotsInput>;

export const freeRangesInput = z.strictObject({
  environmentId: uuid,
  durationMinutes: z.coerce.number().int().min(1).max(44_640).default(60),
  /** Proposals start no earlier; now unless told. */
  notBefore: instant.optional(),
  releaseIds: idList.default([]),
  /** Whose slot it would be, where no release says it: places are then ranked for that team. */
  teamId: uuid.optional(),
  /** A slot whose own room counts as free: the one that is to be moved. */
  exceptSlotId: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(3),
});
export type FreeRangesInput = z.output<typeof freeRangesInput>;

/** What a place would get in the way of, flat, because it stands in a query string. */
export const warningsInput = z
  .strictObject({
    occurrenceId: uuid.optional(),
    environmentId: uuid.optional(),
    lane: z.coerce.number().int().min(1).max(50).default(1),
    start: instant,
    end: instant,
    releaseIds: idList.default([]),
    /** The slot that would stand there instead of where it stands. */
    slotId: uuid.optional(),
  })
  .refine(namesOnePlace, onePlace)
  .refine(({ start, end }) => start < end, { error: "must be after `start`", path: ["end"] });

export const conflictsInput = z.strictObject({
  environmentId: uuid.optional(),
  teamId: uuid.optional(),
  /** What concerns this slot alone, whenever it is. */
  slotId: uuid.optional(),
});

export const setOrderInput = z.strictObject({ slotId: uuid, beforeSlotId: uuid, reason: text(500).default("") });
export type SetOrderInput = z.output<typeof setOrderInput>;
export const removeOrderInput = setOrderInput.omit({ reason: true });
export type RemoveOrderInput = z.output<typeof removeOrderInput>;

export const putAboardInput = z.strictObject({ slotId: uuid, releaseIds });
export type PutAboardInput = z.output<typeof putAboardInput>;

export const bookableReleasesInput = z.strictObject({ environmentId: uuid });
export const noInput = z.strictObject({}).optional();

export const deployNowInput = z.strictObject({
  releaseId: uuid,
  /** Where to; the last stop of the path unless told. */
  environmentId: uuid.optional(),
  /** How long the slot lasts at most: it closes as soon as the deployment has ended. */
  minutes: z.int().min(shortestDeployMinutes).max(480).default(usualDeployMinutes),
  note: text(2_000).default(""),
});
export type DeployNowInput = z.output<typeof deployNowInput>;

export const placeBlockerInput = z.strictObject({ slotId: uuid, reason: requiredText(500) });
export type PlaceBlockerInput = z.output<typeof placeBlockerInput>;

export const resolveBlockerInput = z.strictObject({ blockerId: uuid, resolution: text(500).default("") });
export type ResolveBlockerInput = z.output<typeof resolveBlockerInput>;
