import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots, waitlistEntries } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";

/**
 * What becomes of a place in the waitlist when the hold that it was offered ends: `booked`, it was taken; `passed`, the deadline went
 * by, and it waits on for other room. Holds that nobody was offered are none of the waitlist's. The caller has locked the holds.
 */
export async function settleOffers(
  tx: Tx,
  actor: Actor,
  slotIds: readonly string[],
  outcome: "booked" | "passed",
  now: Date,
): Promise<void> {
  if (slotIds.length === 0) return;
  const offered = and(eq(waitlistEntries.status, "offered"), inArray(waitlistEntries.offeredSlotId, [...slotIds]));
  const settled = await tx
    .update(waitlistEntries)
    .set(
      outcome === "booked"
        ? { status: "booked", endedAt: now, offerUntil: null }
        : { status: "waiting", offerUntil: null },
    )
    .where(offered)
    .returning({ id: waitlistEntries.id, slotId: waitlistEntries.offeredSlotId });
  if (settled.length === 0) return;
  const places = await tx
    .select({ id: slots.id, occurrenceId: slots.occurrenceId, lane: slots.lane, during: slots.during })
    .from(slots)
    .where(inArray(slots.id, [...slotIds]));
  await recordAudit(
    tx,
    actor,
    now,
    ...settled.map(({ id, slotId }) => {
      const place = places.find((each) => each.id === slotId);
      return {
        action: `waitlist.${outcome}` as const,
        subject: { kind: "waitlist", id },
        data: {
          slotId,
          occurrenceId: place?.occurrenceId,
          lane: place?.lane,
          start: place?.during.start,
          end: place?.during.end,
        },
      };
    }),
  );
  await announce(tx, ...settled.map(({ id }) => ({ noun: "waitlist" as const, id })));
}
