import { z } from "zod";
import { instant, page, text, uuid } from "@/lib/fields";

export const listEventsInput = z.strictObject({
  ...page,
  /** What it happened to: `release`, `slot`, `window` …, and which one. */
  subjectKind: text(40).optional(),
  subjectId: uuid.optional(),
  /** The history of one release, whatever it happened to. */
  releaseId: uuid.optional(),
  /** Who did it, as the log calls them: any part of the name. */
  actor: text(120).optional(),
  /** What happened: `slot.booked`, or all of a kind: `slot.`. */
  action: text(60).optional(),
  since: instant.optional(),
  until: instant.optional(),
});
export type ListEventsInput = z.output<typeof listEventsInput>;
