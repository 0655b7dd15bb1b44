import { inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember, type Member } from "@/lib/auth/actor";
import { decideCancel } from "@/lib/domain/booking";
import { refuseTrainSlot } from "@/lib/domain/departure-gate";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { tell } from "@/lib/notices/tell";
import type { CancelSlotInput } from "@/lib/slots/input";
import { loadAboard } from "@/lib/slots/queries/aboard";
import { isOffered } from "@/lib/slots/queries/offered-hold";
import { bookerOf } from "./booker";
import { lapseSwaps } from "./lapse-swaps";
import { lockVisibleSlot } from "./lock-visible-slot";
import { offerFreedRoom } from "./offer-freed-room";

/**
 * Gives a slot up, for good: its room is free for others at once, its releases stay as they are and can be booked anew, and
 * calendars drop it (a higher sequence number). Allowed until it opens, also after its start.
 *
 * Refuses what `decideCancel` refuses, a slot that the actor cannot see (`not_found`), and room that was offered from the waitlist
 * (`wrong_state`): that is declined there.
 */
export async function cancelSlot(
  tx: Tx,
  actor: Actor,
  { slotId, reason }: CancelSlotInput,
  now: Date,
): Promise<Result<{ slotId: string }>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const locked = await lockVisibleSlot(tx, actor, slotId);
  if (!locked.ok) return locked;
  const train = refuseTrainSlot(locked.value, "giving it up");
  if (train !== undefined) return train;
  const decision = decideCancel(booker.value, locked.value);
  if (!decision.ok) return decision;
  if (await isOffered(tx, slotId))
    return refuse("wrong_state", "This room is offered to you: decline the offer instead.");
  await writeCancellations(tx, actor, booker.value.personId, [locked.value], reason, now);
  return accept({ slotId });
}

type Row = typeof slots.$inferSelect;

/** Cancels slots that the caller has locked and decided about: rows, history, swap offers and whoever waits for their room. */
export async function writeCancellations(
  tx: Tx,
  actor: Actor,
  cancelledBy: Member["personId"] | null,
  given: readonly Row[],
  reason: string,
  now: Date,
): Promise<void> {
  if (given.length === 0) return;
  const ids = given.map(({ id }) => id);
  await tx
    .update(slots)
    .set({
      status: "cancelled",
      cancelReason: reason,
      cancelledBy,
      closedAt: now,
      sequence: sql`${slots.sequence} + 1`,
    })
    .where(inArray(slots.id, ids));
  for (const { id, during, bookedBy } of given) {
    const releases = await loadAboard(tx, id);
    const entries = releases.map(({ releaseId, serviceName, version }) => ({
      releaseId,
      name: `${serviceName} ${version}`,
    }));
    await recordAudit(
      tx,
      actor,
      now,
      ...(entries.length > 0 ? entries : [{ releaseId: undefined, name: "" }]).map(({ releaseId, name }) => ({
        action: "slot.cancelled" as const,
        subject: { kind: "slot", id, name },
        releaseId,
        data: { reason, start: during.start, end: during.end },
      })),
    );
    await tell(tx, actor, now, {
      to: [bookedBy],
      kind: "slot_cancelled",
      subject: { noun: "slots", id },
      params: {
        slot: entries.map(({ name }) => name).join(", ") || "your team",
        start: during.start.toISOString(),
        by: isMember(actor) ? actor.name : "Signalbox",
        reason,
      },
    });
  }
  await lapseSwaps(tx, actor, ids, now);
  await offerFreedRoom(tx, [...new Set(given.map(({ environmentId }) => environmentId))]);
  await announce(tx, ...ids.map((id) => ({ noun: "slots" as const, id })));
}
