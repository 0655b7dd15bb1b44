import { and, eq, isNotNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { slotOrder, slotSeries, slots } from "@/db/schema";
import { type Reach, reaches } from "@/lib/domain/permission";
import { findOrderedSlot, type NamedSlot } from "./ordered-slot";

type Related = Pick<NamedSlot, "name" | "during" | "status" | "environment"> & { slotId: string; reason: string };
export type SlotRelations = {
  /** What must arrive first. */
  waitsFor: Related[];
  /** What waits for this one. */
  goesBefore: Related[];
  series: { id: string; name: string; endedAt: Date | null } | null;
};

/** What a slot has to do with others: order and recurring booking. `undefined`: there is no such slot for the reader. */
export async function loadRelations(reader: Reader, slotId: string, scope: Reach): Promise<SlotRelations | undefined> {
  const [slot] = await reader
    .select({ id: slots.id, teamId: slots.teamId, seriesId: slots.seriesId })
    .from(slots)
    .where(and(eq(slots.id, slotId), isNotNull(slots.teamId)));
  if (slot === undefined || !reaches(scope, slot.teamId)) return undefined;
  const before = await reader.select().from(slotOrder).where(eq(slotOrder.afterSlotId, slotId));
  const after = await reader.select().from(slotOrder).where(eq(slotOrder.beforeSlotId, slotId));
  const [series = null] =
    slot.seriesId === null
      ? []
      : await reader
          .select({ id: slotSeries.id, name: slotSeries.name, endedAt: slotSeries.endedAt })
          .from(slotSeries)
          .where(eq(slotSeries.id, slot.seriesId));
  return {
    waitsFor: await named(
      reader,
      before.map(({ beforeSlotId, reason }) => ({ id: beforeSlotId, reason })),
      scope,
    ),
    goesBefore: await named(
      reader,
      after.map(({ afterSlotId, reason }) => ({ id: afterSlotId, reason })),
      scope,
    ),
    series,
  };
}

/** What the reader cannot see is left out: the gate tells that there is something, and nobody its name. */
async function named(reader: Reader, orders: { id: string; reason: string }[], scope: Reach): Promise<Related[]> {
  const found: Related[] = [];
  for (const { id, reason } of orders) {
    const slot = await findOrderedSlot(reader, id, scope);
    if (slot === undefined) continue;
    const { name, during, status, environment } = slot;
    found.push({ slotId: id, name, during, status, environment, reason });
  }
  return found.sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
}
