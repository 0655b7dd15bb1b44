import { and, asc, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { releases, slotReleases, slots } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { writeCancellations } from "./cancel-slot";

/**
 * A release has arrived at the last stop: whatever else was booked for it closes itself, frees its lane for others and tells who booked
 * it. Nothing is deployed a second time because a place was forgotten (case 20). Twice is as once; where the release has not arrived, or
 * was rolled back since, nothing changes. A slot that ships another release too keeps its place, and a train takes its passengers off by
 * itself. One that opens at this very moment goes its way.
 */
export async function freeSlotsOfReleased(tx: Tx, actor: Actor, releaseId: string, now: Date): Promise<void> {
  const own = tx.select({ id: slotReleases.slotId }).from(slotReleases).where(eq(slotReleases.releaseId, releaseId));
  const stillToLeave = tx
    .select({ one: sql`1` })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .where(and(eq(slotReleases.slotId, slots.id), sql`${releases.status} <> 'released'`));
  const left = await tx
    .select()
    .from(slots)
    .where(and(inArray(slots.id, own), eq(slots.status, "booked"), isNull(slots.departureId), notExists(stillToLeave)))
    .orderBy(asc(slots.id))
    .for("update");
  await writeCancellations(tx, actor, null, left, "What it was for has left already, by another slot.", now);
}
