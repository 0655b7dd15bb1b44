import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, readScope } from "@/lib/auth/actor";
import { decideHold } from "@/lib/domain/booking";
import type { Wish } from "@/lib/domain/booking-facts";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { HoldSlotInput } from "@/lib/slots/input";
import { findBookedReleases } from "@/lib/slots/queries/booked-releases";
import { judgePlace } from "@/lib/slots/queries/judge-place";
import { isOffered } from "@/lib/slots/queries/offered-hold";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { bookerOf } from "./booker";
import { expireHolds } from "./expire-holds";
import { standsThere } from "./stands-there";
import { takeTurn } from "./take-turn";

export type HeldSlot = { slotId: string; heldUntil: Date };

/**
 * Keeps a place for `holdMinutes` while its holder fills in the form; it takes the room like a booking (rule 1) and only they
 * can book it (case 15). With `replaces` an own hold moves there, or is renewed where it stands; one that has meanwhile run out
 * is simply held again. Stale holds in the way are ended first. Room that was offered from the waitlist stays as it is offered.
 *
 * Refuses what `decideHold` refuses, naming who has the place and up to three places that are free instead; `not_found` for an
 * opening, an environment or a release that the actor cannot see.
 */
export async function holdSlot(tx: Tx, actor: Actor, input: HoldSlotInput, now: Date): Promise<Result<HeldSlot>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const environment = await findEnvironmentOfPlace(tx, input);
  if (environment === undefined) return refuse("not_found", "There is no such opening.");
  const scope = readScope(actor);
  const releases = await findBookedReleases(tx, input.releaseIds, scope);
  if (releases === undefined) return refuse("not_found", "There is no such release.");
  const { lane, during, replaces } = input;
  const occurrenceId = input.occurrenceId ?? null;

  await expireHolds(tx, { kind: "worker" }, now, { environmentId: environment.id, during });
  const mine = replaces === undefined ? undefined : await lockOwnHold(tx, replaces, booker.value.personId, now);
  const offered = mine !== undefined && (await isOffered(tx, mine.id));
  if (offered && standsThere(mine, { occurrenceId, lane, during })) {
    return accept({ slotId: mine.id, heldUntil: mine.heldUntil });
  }
  // Room that was offered from the waitlist is not moved about: what is asked for elsewhere is a hold of its own.
  const own = offered ? undefined : mine?.id;
  const origin = occurrenceId === null ? ("continuous" as const) : ("window" as const);
  const wish: Wish = { occurrenceId, lane, during, origin, teamId: releases[0]?.teamId ?? null, releases };
  const turn = () => takeTurn(tx, { environmentId: environment.id, occurrenceId, lane });
  const judged = { environment, occurrenceId, during, scope, takeTurn: turn };
  const decision = await judgePlace(tx, judged, (facts) =>
    decideHold(booker.value, wish, { ...facts, slots: facts.slots.filter(({ id }) => id !== own) }, now),
  );
  if (!decision.ok) return decision;

  const { heldUntil } = decision.value;
  const held = {
    environmentId: environment.id,
    occurrenceId,
    lane,
    during,
    origin,
    status: "held" as const,
    heldBy: booker.value.personId,
    heldUntil,
  };
  const [row] =
    own === undefined
      ? await tx.insert(slots).values(held).returning({ id: slots.id })
      : await tx.update(slots).set(held).where(eq(slots.id, own)).returning({ id: slots.id });
  if (row === undefined) throw new Error("a locked hold vanished");
  await recordAudit(tx, actor, now, {
    action: "slot.held",
    subject: { kind: "slot", id: row.id, name: environment.name },
    data: { occurrenceId, lane, start: during.start, end: during.end, heldUntil, renewed: own !== undefined },
  });
  await announce(tx, { noun: "slots", id: row.id });
  return accept({ slotId: row.id, heldUntil });
}

async function lockOwnHold(tx: Tx, slotId: string, personId: string, now: Date) {
  const mine = and(eq(slots.id, slotId), eq(slots.heldBy, personId), eq(slots.status, "held"));
  const [hold] = await tx.select().from(slots).where(mine).for("update");
  return hold?.heldUntil && hold.heldUntil > now ? { ...hold, heldUntil: hold.heldUntil } : undefined;
}
