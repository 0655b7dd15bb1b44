import { and, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { waitlistEntries } from "@/db/schema";

/** Whether a hold is room that was offered to somebody in the waitlist, and not a form that somebody fills in. */
export async function isOffered(reader: Reader, slotId: string): Promise<boolean> {
  const [offer] = await reader
    .select({ id: waitlistEntries.id })
    .from(waitlistEntries)
    .where(and(eq(waitlistEntries.offeredSlotId, slotId), eq(waitlistEntries.status, "offered")));
  return offer !== undefined;
}
