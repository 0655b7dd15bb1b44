import { z } from "zod";
import { releaseKinds, releaseStates } from "@/lib/domain/release-state";
import { noInput, uuid } from "@/lib/fields";

export const trainChoicesInput = noInput;
const named = z.object({ id: uuid, name: z.string() });
export const trainChoicesOutput = z.object({
  /** Who may conduct. */
  people: z.array(named),
  /** Calendars from outside whose all-day events may be holidays. */
  calendars: z.array(named),
});

export const boardableReleasesInput = z.strictObject({ departureId: uuid });
export const boardableReleasesOutput = z.object({
  releases: z.array(
    z.object({
      id: uuid,
      /** "checkout 3.8.1" */
      name: z.string(),
      kind: z.enum(releaseKinds),
      status: z.enum(releaseStates),
      team: z.object({ id: uuid, name: z.string(), hue: z.number() }),
    }),
  ),
});
