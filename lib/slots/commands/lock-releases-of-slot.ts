import { inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { releases } from "@/db/schema";

/**
 * Locks the releases of a slot before their facts are read: a hand-over or a verdict that is being written at this moment is either seen
 * or comes after. In one order, so that two openings never wait for each other.
 */
export async function lockReleasesOfSlot(tx: Tx, slotId: string): Promise<void> {
  const aboard = sql`(select release_id from slot_releases where slot_id = ${slotId})`;
  await tx
    .select({ id: releases.id })
    .from(releases)
    .where(inArray(releases.id, aboard))
    .orderBy(releases.id)
    .for("no key update");
}
