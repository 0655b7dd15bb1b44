import { z } from "zod";
import { instant, uuid } from "@/lib/fields";

export const joinWaitlistInput = z
  .strictObject({
    environmentId: uuid,
    /** Left out: any window of the environment. */
    windowId: uuid.optional(),
    teamId: uuid,
    /** Left out: chosen once there is room. */
    releaseId: uuid.optional(),
    durationMinutes: z.int().min(1).max(44_640).default(60),
    /** The slot must lie inside. */
    within: z.strictObject({ start: instant, end: instant }),
  })
  .refine(({ within }) => within.start < within.end, { error: "must be after its start", path: ["within", "end"] });
export type JoinWaitlistInput = z.output<typeof joinWaitlistInput>;

export const waitlistEntryInput = z.strictObject({ entryId: uuid });
export type WaitlistEntryInput = z.output<typeof waitlistEntryInput>;

export const listWaitlistInput = z.strictObject({ environmentId: uuid.optional(), windowId: uuid.optional() });
export type ListWaitlistInput = z.output<typeof listWaitlistInput>;
