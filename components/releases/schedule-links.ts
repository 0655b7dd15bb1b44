import type { ReleaseSlot } from "@/lib/releases/input/detail-output";
import { localDate } from "@/lib/time/calendar";

/** Where a slot stands in the schedule, with its panel open. */
export function slotInSchedule(slot: Pick<ReleaseSlot, "id" | "environmentId" | "during">, zone: string): string {
  const day = localDate(slot.during.start, zone);
  return `/schedule?${new URLSearchParams({ env: slot.environmentId, day, slot: slot.id })}`;
}

/** The schedule, looking for a place for this release. */
export function bookInSchedule(releaseId: string): string {
  return `/schedule?${new URLSearchParams({ release: releaseId })}`;
}
