import { z } from "zod";
import { mostDates } from "@/lib/domain/slot-series";
import { instant, name, requiredText, uuid, wallTime, zone } from "@/lib/fields";

/** A rule for a team: every Tuesday 09:00, 30 minutes, eight times. */
const rule = {
  environmentId: uuid,
  teamId: uuid,
  zone,
  localStart: wallTime,
  durationMinutes: z.coerce.number().int().min(1).max(44_640),
  rrule: requiredText(500).describe("RFC 5545, with COUNT or UNTIL: FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
};

export const previewSeriesInput = z.strictObject(rule);
export type PreviewSeriesInput = z.output<typeof previewSeriesInput>;

/** One date that was chosen: where the rule puts it, or the place that was taken instead. */
const chosenDate = z.strictObject({
  /** Where it is booked; left out where the environment accepts deployments at any time. */
  occurrenceId: uuid.optional(),
  lane: z.int().min(1).max(50).default(1),
  during: z.strictObject({ start: instant, end: instant }),
});

export const bookSeriesInput = z.strictObject({
  ...rule,
  name,
  /** Dates that are not here are left out. */
  dates: z.array(chosenDate).min(1, "choose at least one date").max(mostDates),
});
export type BookSeriesInput = z.output<typeof bookSeriesInput>;

/** What becomes of the coming slots: those without a release go, or all of them. */
export const endSeriesInput = z.strictObject({ seriesId: uuid, cancel: z.enum(["empty", "all"]) });
export type EndSeriesInput = z.output<typeof endSeriesInput>;

export const listSeriesInput = z.strictObject({ teamId: uuid.optional() });
