import { and, asc, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { releases, slotReleases, slots } from "@/db/schema";
import { writeCancellations } from "./cancel-slot";

const worker = { kind: "worker" } as const;
const aboard = alias(releases, "aboard");

/**
 * These releases have arrived at the last stop: whatever else was booked for them closes itself, frees its lane for others and tells who
 * booked it. Nothing is deployed a second time because a place was forgotten (case 20). A slot that ships another release too keeps its
 * place; a train takes its passengers off by itself. One that is being opened at this very moment goes its way.
 */
export async function freeSlotsOfReleased(tx: Tx, releaseIds: readonly string[], now: Date): Promise<void> {
  if (releaseIds.length === 0) return;
  const other = tx
    .select({ one: sql`1` })
    .from(slotReleases)
    .innerJoin(aboard, eq(aboard.id, slotReleases.releaseId))
    .where(and(eq(slotReleases.slotId, slots.id), sql`${aboard.status} <> 'released'`));
  const own = tx
    .select({ slotId: slotReleases.slotId })
    .from(slotReleases)
    .where(inArray(slotReleases.releaseId, [...releaseIds]));
  const left = await tx
    .select()
    .from(slots)
    .where(and(inArray(slots.id, own), eq(slots.status, "booked"), isNull(slots.departureId), notExists(other)))
    .orderBy(asc(slots.id))
    // Whoever opens it holds it, and waits for the release that we have just changed.
    .for("update", { skipLocked: true });
  await writeCancellations(tx, worker, null, left, "What it was for has left already, by another slot.", now);
}
