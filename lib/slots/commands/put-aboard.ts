import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slotReleases, slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, readScope } from "@/lib/auth/actor";
import type { BookedRelease } from "@/lib/domain/booking-facts";
import { refuseTrainSlot } from "@/lib/domain/departure-gate";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideAboard } from "@/lib/domain/reservation";
import type { PutAboardInput } from "@/lib/slots/input";
import { loadAboard } from "@/lib/slots/queries/aboard";
import { findBookedReleases } from "@/lib/slots/queries/booked-releases";
import { judgePlace } from "@/lib/slots/queries/judge-place";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { bookerOf } from "./booker";
import { lockVisibleSlot } from "./lock-visible-slot";

/**
 * Says what a booked slot ships, in place of what it shipped before: nothing yet, where it was booked ahead. Signatures are of the
 * builds, so those that were given for other ones go stale by themselves (rule 5).
 *
 * Refuses what `decideAboard` refuses; `not_found` for a slot or a release that the actor cannot see. Two that choose at once are
 * told apart by the slot's lock, and a service that another slot takes at the same moment by the database.
 */
export async function putAboard(
  tx: Tx,
  actor: Actor,
  { slotId, releaseIds }: PutAboardInput,
  now: Date,
): Promise<Result<{ slotId: string }>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const locked = await lockVisibleSlot(tx, actor, slotId);
  if (!locked.ok) return locked;
  const slot = locked.value;
  const train = refuseTrainSlot(slot, "choosing what it ships");
  if (train !== undefined) return train;
  const environment = await findEnvironmentOfPlace(tx, { environmentId: slot.environmentId });
  if (environment === undefined) throw new Error("a slot stands in no environment");
  const scope = readScope(actor);
  const releases = await findBookedReleases(tx, releaseIds, scope);
  if (releases === undefined) return refuse("not_found", "There is no such release.");
  const judged = { environment, occurrenceId: slot.occurrenceId, during: slot.during, scope };
  const decision = await judgePlace(tx, judged, (facts) => decideAboard(booker.value, slot, releases, facts, now));
  if (!decision.ok) return decision;

  const before = await loadAboard(tx, slotId);
  if (sameInOrder(before, releases)) return accept({ slotId });
  const { environmentId, during, live } = slot;
  await tx.delete(slotReleases).where(eq(slotReleases.slotId, slotId));
  await tx.insert(slotReleases).values(
    releases.map(({ releaseId, serviceId }, index) => ({
      slotId,
      releaseId,
      serviceId,
      environmentId,
      during,
      live,
      position: index + 1,
    })),
  );
  await tx
    .update(slots)
    .set({ sequence: sql`${slots.sequence} + 1` })
    .where(eq(slots.id, slotId));
  const title = ({ serviceName, version }: BookedRelease) => `${serviceName} ${version}`;
  const data = { from: before.map(title), to: releases.map(title) };
  const concerned = new Map([...before, ...releases].map((release) => [release.releaseId, release]));
  await recordAudit(
    tx,
    actor,
    now,
    ...[...concerned.values()].map((release) => ({
      action: "slot.loaded" as const,
      subject: { kind: "slot", id: slotId, name: title(release) },
      releaseId: release.releaseId,
      data,
    })),
  );
  await announce(tx, { noun: "slots", id: slotId });
  return accept({ slotId });
}

function sameInOrder(a: readonly BookedRelease[], b: readonly BookedRelease[]): boolean {
  return a.length === b.length && a.every(({ releaseId }, index) => releaseId === b[index]?.releaseId);
}
