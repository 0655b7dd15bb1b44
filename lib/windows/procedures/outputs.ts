import { z } from "zod";
import { occurrenceStates } from "@/lib/domain/occurrence-state";
import { openingMarkKinds } from "@/lib/domain/opening-marks";
import { overrunRules } from "@/lib/domain/overrun";
import { windowCadences } from "@/lib/domain/service-cadence";
import { slotEffects } from "@/lib/domain/slot-answer";
import { slotStates } from "@/lib/domain/slot-state";
import { range } from "@/lib/fields";
import { monthOutput, openingOutput, previewOutput, timeRuleOutput } from "@/lib/rule-fields";

/** What the windows' procedures answer with, field by field: nothing else leaves the house. */

const named = z.object({ id: z.string(), name: z.string() });

export const windowOutput = z.object({
  id: z.string(),
  environmentId: z.string(),
  environmentName: z.string(),
  name: z.string(),
  ...timeRuleOutput,
  lanes: z.number(),
  granularityMinutes: z.number(),
  leadMinutes: z.number(),
  cadence: z.enum(windowCadences),
  overrun: z.enum(overrunRules),
  /** The teams that may book; empty: every team. */
  bookers: z.array(named),
  archivedAt: z.date().nullable(),
  /** The window that goes on from where this one's rule ends, and the one that this one goes on from. */
  succeededBy: z.string().nullable(),
  continues: z.string().nullable(),
  nextOpenings: z.array(range),
});

export const occurrenceOutput = z.object({
  id: z.string(),
  during: range,
  originalLocalStart: z.string(),
  lanes: z.number(),
  status: z.enum(occurrenceStates),
  /** Set when it was changed or cancelled alone. */
  editedAt: z.date().nullable(),
  /** How many live slots stand in it. */
  slots: z.number(),
});

const mark = z.object({ kind: z.enum(openingMarkKinds), name: z.string(), detail: z.string() });

export const windowPreviewOutput = z.object({
  ...previewOutput,
  openings: z.array(openingOutput.extend({ marks: z.array(mark) })),
  month: monthOutput,
});

/** What becomes of booked slots: how many of each, and the moved and orphaned ones by name. */
const slotsPreview = {
  kept: z.number(),
  moved: z.number(),
  orphaned: z.number(),
  slots: z.array(
    z.object({
      slotId: z.string(),
      occurrenceId: z.string(),
      name: z.string(),
      lane: z.number(),
      during: range,
      effect: z.enum(slotEffects),
      to: range.optional(),
      reason: z.string().optional(),
    }),
  ),
};

export const changePreviewOutput = z.object({
  ...slotsPreview,
  zone: z.string(),
  openings: z.object({ made: z.number(), changed: z.number(), ended: z.number(), alone: z.number() }),
});

export const openingPreviewOutput = z.object({ ...slotsPreview, during: range, lanes: z.number() });

/** What a change did: openings that stayed as they were, slots that went along, slots that were given up. */
export const remadeOutput = {
  kept: z.array(z.object({ occurrenceId: z.string(), during: range })),
  movedSlots: z.number(),
  cancelledSlots: z.number(),
};

export const continuationOutput = z.object({
  windowId: z.string(),
  startsAt: z.date(),
  ...timeRuleOutput,
});

export const openingDetailOutput = z.object({
  opening: occurrenceOutput.omit({ slots: true }).extend({
    window: z.object({
      id: z.string(),
      name: z.string(),
      zone: z.string(),
      lanes: z.number(),
      overrun: z.enum(overrunRules),
      archivedAt: z.date().nullable(),
    }),
    environment: named.extend({ zone: z.string() }),
  }),
  slots: z.array(
    z.object({
      id: z.string(),
      lane: z.number(),
      during: range,
      status: z.enum(slotStates),
      team: named.extend({ hue: z.number() }).nullable(),
      /** The releases aboard; empty when the reader may not know, or nobody has said yet. */
      name: z.string(),
    }),
  ),
  history: z.array(
    z.object({
      id: z.string(),
      at: z.date(),
      actorName: z.string(),
      action: z.string(),
      subjectName: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
});
