import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { slots } from "@/db/schema";
import { type Actor, readScope } from "@/lib/auth/actor";
import { decideBooking, decideDirectBooking } from "@/lib/domain/booking";
import type { BookedRelease, Wish } from "@/lib/domain/booking-facts";
import { type Result, refuse } from "@/lib/domain/refusal";
import { addJob } from "@/lib/jobs/enqueue";
import type { BookHeldSlotInput, BookSlotInput } from "@/lib/slots/input";
import { findBookedReleases } from "@/lib/slots/queries/booked-releases";
import { judgePlace } from "@/lib/slots/queries/judge-place";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { bookerOf } from "./booker";
import { expireHolds } from "./expire-holds";
import { lockVisibleSlot } from "./lock-visible-slot";
import { type BookedSlot, putReleasesAboard } from "./put-releases-aboard";
import { settleOffers } from "./settle-offers";
import { takeTurn } from "./take-turn";

/**
 * Books releases of one team into a place, without a hold before: what a pipeline does. The releases may still be with QA or in
 * test; the gates decide at opening. Exactly one of many who ask for the same room at once gets it (case 14); a place that
 * somebody fills in the form for is taken (case 15), whatever freeze lies over it decides for the slot's own time (case 2).
 *
 * Refuses what `decideDirectBooking` refuses, naming who has the place and up to three free ones; `not_found` for an opening,
 * an environment or a release that the actor cannot see.
 */
export async function bookSlot(tx: Tx, actor: Actor, input: BookSlotInput, now: Date): Promise<Result<BookedSlot>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const environment = await findEnvironmentOfPlace(tx, input);
  if (environment === undefined) return refuse("not_found", "There is no such opening.");
  const scope = readScope(actor);
  const found = await findAboard(tx, input.releaseIds, scope);
  if (!found.ok) return found;
  const { teamId, releases } = found.value;
  const { lane, during } = input;
  const occurrenceId = input.occurrenceId ?? null;
  const origin = occurrenceId === null ? ("continuous" as const) : ("window" as const);
  const wish: Wish = { occurrenceId, lane, during, origin, teamId, releases };

  await expireHolds(tx, { kind: "worker" }, now, { environmentId: environment.id, during });
  const turn = () => takeTurn(tx, { environmentId: environment.id, occurrenceId, lane });
  const soaking = { releaseIds: input.releaseIds, now };
  const judged = { environment, occurrenceId, during, scope, soaking, takeTurn: turn };
  const decision = await judgePlace(tx, judged, (facts) => decideDirectBooking(booker.value, wish, facts, now));
  if (!decision.ok) return decision;

  const [slot] = await tx
    .insert(slots)
    .values({
      environmentId: environment.id,
      occurrenceId,
      lane,
      during,
      origin,
      teamId,
      status: "booked",
      note: input.note,
      bookedBy: booker.value.personId,
      bookedAt: now,
    })
    .returning();
  if (slot === undefined) throw new Error("the slot was not inserted");
  const booked = await putReleasesAboard(tx, actor, slot, releases, now);
  if (booked.ok) await addJob(tx, "ask_signatures", { slotId: slot.id });
  return booked;
}

/**
 * Turns the actor's own hold into a booking of releases of one team. Somebody else's hold is refused (`hold_of_another`, case
 * 15), and one that ran out (`hold_expired`, with what is free instead); for the rest see `bookSlot`. The lead time counted when
 * the place was held.
 */
export async function bookHeldSlot(
  tx: Tx,
  actor: Actor,
  input: BookHeldSlotInput,
  now: Date,
): Promise<Result<BookedSlot>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const locked = await lockVisibleSlot(tx, actor, input.slotId);
  if (!locked.ok) return locked;
  const hold = locked.value;
  const environment = await findEnvironmentOfPlace(tx, { environmentId: hold.environmentId });
  if (environment === undefined) throw new Error("a slot stands in no environment");
  const scope = readScope(actor);
  const found = await findAboard(tx, input.releaseIds, scope);
  if (!found.ok) return found;

  const soaking = { releaseIds: input.releaseIds, now };
  const judged = { environment, occurrenceId: hold.occurrenceId, during: hold.during, scope, soaking };
  const decision = await judgePlace(tx, judged, (facts) => decideBooking(booker.value, hold, found.value, facts, now));
  if (!decision.ok) return decision;

  const [slot] = await tx
    .update(slots)
    .set({
      teamId: found.value.teamId,
      status: "booked",
      note: input.note,
      bookedBy: booker.value.personId,
      bookedAt: now,
      heldUntil: null,
    })
    .where(eq(slots.id, hold.id))
    .returning();
  if (slot === undefined) throw new Error("a locked hold vanished");
  await settleOffers(tx, actor, [slot.id], "booked", now);
  const booked = await putReleasesAboard(tx, actor, slot, found.value.releases, now);
  if (booked.ok) await addJob(tx, "ask_signatures", { slotId: slot.id });
  return booked;
}

type Aboard = { teamId: string; releases: BookedRelease[] };

async function findAboard(
  tx: Tx,
  releaseIds: readonly string[],
  scope: ReturnType<typeof readScope>,
): Promise<Result<Aboard>> {
  const releases = await findBookedReleases(tx, releaseIds, scope);
  const [first] = releases ?? [];
  if (releases === undefined || first === undefined) return refuse("not_found", "There is no such release.");
  return { ok: true, value: { teamId: first.teamId, releases } };
}
