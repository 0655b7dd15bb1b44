import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { auditEvents, slots } from "@/db/schema";
import { type Actor, requireReach } from "@/lib/auth/actor";
import type { Place } from "@/lib/domain/booking-facts";
import { refuseTrainSlot } from "@/lib/domain/departure-gate";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SlotInput } from "@/lib/slots/input";
import { loadAboard } from "@/lib/slots/queries/aboard";
import { lapseSwaps } from "./lapse-swaps";
import { lockVisibleSlot } from "./lock-visible-slot";
import { offerFreedRoom } from "./offer-freed-room";
import type { BookedSlot } from "./put-releases-aboard";
import { recordMove } from "./record-move";
import { standsThere } from "./stands-there";

/** As long as a move may be taken back: about as long as anybody remembers that they just pressed a button. */
const undoMinutes = 10;

const recordedPlace = z.object({
  occurrenceId: z.string().nullable(),
  lane: z.number(),
  start: z.coerce.date(),
  end: z.coerce.date(),
});
const recordedMove = z.object({ from: recordedPlace, to: recordedPlace });

/**
 * Takes the actor's own last move back: the slot stands where it stood, if that room is still free. Neither freeze nor lead time is
 * asked, because it stood there minutes ago; whether it may open there is decided at the opening, as ever.
 *
 * Refuses when there is nothing to take back (`wrong_state`: not moved, not by them, too long ago, or moved again since), a slot that
 * is not booked any more (`slot_not_live`), a start that has passed (`in_the_past`), and, by the database, room that somebody else has
 * taken since (`lane_taken`, `service_taken`).
 */
export async function undoMove(tx: Tx, actor: Actor, { slotId }: SlotInput, now: Date): Promise<Result<BookedSlot>> {
  const locked = await lockVisibleSlot(tx, actor, slotId);
  if (!locked.ok) return locked;
  const slot = locked.value;
  const train = refuseTrainSlot(slot, "moving");
  if (train !== undefined) return train;
  const allowed = requireReach(actor, "slot.book", slot.teamId);
  if (!allowed.ok) return allowed;
  if (slot.status !== "booked") {
    return refuse("slot_not_live", `Only a booked slot can be moved back; this one is ${slot.status}.`);
  }
  const move = await findLastMove(tx, slotId);
  const mine = move?.actorId === (allowed.value.tokenId ?? allowed.value.personId);
  const recent = move !== undefined && now.getTime() - move.at.getTime() <= undoMinutes * 60_000;
  if (move === undefined || !mine || !recent || !standsThere(slot, move.to)) {
    return refuse("wrong_state", "There is no move of yours to take back here.");
  }
  const { from } = move;
  if (from.during.start < now) return refuse("in_the_past", "The slot would have begun by now.");
  const [moved] = await tx
    .update(slots)
    .set({ ...from, movedFrom: null, sequence: sql`${slots.sequence} + 1` })
    .where(eq(slots.id, slotId))
    .returning({ sequence: slots.sequence });
  if (moved === undefined) throw new Error("a locked slot vanished");
  await recordMove(tx, actor, { ...slot, releases: await loadAboard(tx, slotId) }, from, now);
  await lapseSwaps(tx, actor, [slotId], now);
  await offerFreedRoom(tx, [slot.environmentId]);
  await announce(tx, { noun: "slots", id: slotId });
  return accept({ slotId, during: from.during, lane: from.lane, sequence: moved.sequence });
}

/** Where the slot's last move went from and to, as it stands on the record. */
async function findLastMove(tx: Tx, slotId: string) {
  const [event] = await tx
    .select({ at: auditEvents.at, actorId: auditEvents.actorId, data: auditEvents.data })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectKind, "slot"),
        eq(auditEvents.subjectId, slotId),
        sql`${auditEvents.action} in ('slot.moved', 'slot.swapped', 'slot.planned_again')`,
      ),
    )
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(1);
  const parsed = recordedMove.safeParse(event?.data);
  if (event === undefined || !parsed.success) return undefined;
  return { at: event.at, actorId: event.actorId, from: placeOf(parsed.data.from), to: placeOf(parsed.data.to) };
}

const placeOf = ({ occurrenceId, lane, start, end }: z.output<typeof recordedPlace>): Place => ({
  occurrenceId,
  lane,
  during: { start, end },
});
