import { z } from "zod";
import { conflictCauses } from "@/lib/domain/conflict";
import { slotStates } from "@/lib/domain/slot-state";
import { range, uuid } from "@/lib/fields";

/** What the booking aids answer with, field by field. */

const environment = z.object({ id: uuid, name: z.string(), zone: z.string() });
const team = z.object({ id: uuid, name: z.string(), hue: z.number() });
const place = { occurrenceId: uuid.nullable(), lane: z.number(), during: range };
const rule = z.object({ kind: z.string(), id: z.string().optional(), name: z.string(), reason: z.string() });

export const freePlacesOutput = z.object({
  /** Best first, each with what speaks for it and against it. */
  places: z.array(
    z.object({
      ...place,
      windowName: z.string(),
      zone: z.string(),
      remarks: z.array(z.object({ isGood: z.boolean(), words: z.string() })),
    }),
  ),
  /** The rules that leave no room; empty where there is some. */
  none: z.array(rule),
});

const warning = { cause: z.enum(conflictCauses), sentence: z.string() };
export const warningsOutput = z.object({ warnings: z.array(z.object(warning)) });

const slotRef = z.object({ slotId: uuid, name: z.string(), during: range, environment, team });
export const conflictsOutput = z.object({
  conflicts: z.array(
    z.object({
      ...warning,
      key: z.string(),
      slot: slotRef,
      other: slotRef.nullable(),
      mayMove: z.boolean(),
      /** A move that mends it, granted if it is made now. */
      proposal: z
        .object({ ...place, slotId: uuid, slotName: z.string(), windowName: z.string(), zone: z.string() })
        .nullable(),
    }),
  ),
  /** Whether these are all; of more than 500 they are those that come first in time. */
  isAll: z.boolean(),
});
export const conflictCountOutput = z.object({ conflicts: z.number() });

export const orderSetOutput = z.object({ warning: z.string().nullable() });

const related = z.object({
  slotId: uuid,
  name: z.string(),
  during: range,
  status: z.enum(slotStates),
  environment,
  reason: z.string(),
});
export const relationsOutput = z.object({
  waitsFor: z.array(related),
  goesBefore: z.array(related),
  series: z.object({ id: uuid, name: z.string(), endedAt: z.date().nullable() }).nullable(),
});
export const orderChoicesOutput = z.object({
  slots: z.array(z.object({ id: uuid, name: z.string(), during: range, environment })),
});

export const seriesPreviewOutput = z.object({
  dates: z.array(
    z.object({
      originalLocalStart: z.string(),
      during: range,
      place: z.object({ ...place, windowName: z.string() }).nullable(),
      refusal: z
        .object({ code: z.string(), message: z.string(), rules: z.array(rule), nextOpen: z.date().optional() })
        .nullable(),
      warnings: z.array(z.string()),
      instead: z.object({ ...place, windowName: z.string() }).nullable(),
    }),
  ),
});
export const bookedSeriesOutput = z.object({ seriesId: uuid, slotIds: z.array(uuid) });
export const endedSeriesOutput = z.object({ cancelled: z.number(), kept: z.number() });
export const seriesListOutput = z.object({
  series: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      zone: z.string(),
      localStart: z.string(),
      durationMinutes: z.number(),
      rrule: z.string(),
      endedAt: z.date().nullable(),
      createdAt: z.date(),
      createdBy: z.string(),
      team,
      environment,
      coming: z.array(z.object({ slotId: uuid, during: range, releases: z.array(z.string()) })),
      mayEnd: z.boolean(),
    }),
  ),
});
