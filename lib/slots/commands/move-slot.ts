import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots } from "@/db/schema";
import { type Actor, readScope } from "@/lib/auth/actor";
import { decideMove } from "@/lib/domain/booking";
import { refuseTrainSlot } from "@/lib/domain/departure-gate";
import { accept, type Result } from "@/lib/domain/refusal";
import type { MoveSlotInput } from "@/lib/slots/input";
import { loadAboard } from "@/lib/slots/queries/aboard";
import { judgePlace } from "@/lib/slots/queries/judge-place";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { bookerOf } from "./booker";
import { expireHolds } from "./expire-holds";
import { lapseSwaps } from "./lapse-swaps";
import { lockVisibleSlot } from "./lock-visible-slot";
import { offerFreedRoom } from "./offer-freed-room";
import type { BookedSlot } from "./put-releases-aboard";
import { recordMove } from "./record-move";
import { standsThere } from "./stands-there";
import { takeTurn } from "./take-turn";

/**
 * Moves a booked slot to another time, lane or opening of its environment. Where it stood is kept (`movedFrom`) and calendars
 * are told by a higher sequence number. Approvals stay or go stale by themselves: they belong to a digest, and the policy says
 * whether the time is part of it (rule 5). Moving to where it stands changes nothing.
 *
 * Refuses what `decideMove` refuses, naming who has the place and what is free instead; `not_found` for a slot that the actor
 * cannot see.
 */
export async function moveSlot(tx: Tx, actor: Actor, input: MoveSlotInput, now: Date): Promise<Result<BookedSlot>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const locked = await lockVisibleSlot(tx, actor, input.slotId);
  if (!locked.ok) return locked;
  const slot = locked.value;
  const train = refuseTrainSlot(slot, "moving");
  if (train !== undefined) return train;
  const environment = await findEnvironmentOfPlace(tx, { environmentId: slot.environmentId });
  if (environment === undefined) throw new Error("a slot stands in no environment");
  const { lane, during } = input;
  const to = { occurrenceId: input.occurrenceId ?? null, lane, during };

  await expireHolds(tx, { kind: "worker" }, now, { environmentId: environment.id, during });
  const releases = await loadAboard(tx, slot.id);
  const turn = () => takeTurn(tx, { environmentId: environment.id, ...to });
  const judged = {
    environment,
    occurrenceId: to.occurrenceId,
    during,
    scope: readScope(actor),
    soaking: { releaseIds: releases.map(({ releaseId }) => releaseId), now },
    takeTurn: turn,
  };
  const decision = await judgePlace(tx, judged, (facts) => decideMove(booker.value, slot, to, releases, facts, now));
  if (!decision.ok) return decision;
  if (standsThere(slot, to)) return accept({ slotId: slot.id, during, lane, sequence: slot.sequence });

  const [moved] = await tx
    .update(slots)
    .set({ ...to, movedFrom: slot.during, sequence: sql`${slots.sequence} + 1` })
    .where(eq(slots.id, slot.id))
    .returning({ sequence: slots.sequence });
  if (moved === undefined) throw new Error("a locked slot vanished");
  await recordMove(tx, actor, { ...slot, releases }, to, now);
  await lapseSwaps(tx, actor, [slot.id], now);
  await offerFreedRoom(tx, [slot.environmentId]);
  await announce(tx, { noun: "slots", id: slot.id });
  return accept({ slotId: slot.id, during, lane, sequence: moved.sequence });
}
