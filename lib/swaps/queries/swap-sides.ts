import { inArray } from "drizzle-orm";
import type { Reader, Tx } from "@/db/client";
import { slots } from "@/db/schema";
import type { Booker, BookingFacts } from "@/lib/domain/booking-facts";
import { type Reach, reaches } from "@/lib/domain/permission";
import type { SwapSide } from "@/lib/domain/swap";
import { loadAboard } from "@/lib/slots/queries/aboard";
import { loadBookingFacts } from "@/lib/slots/queries/booking-facts";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";

export type SlotRow = typeof slots.$inferSelect;

/** Locks both slots of a swap, always in the order of their ids, so that two swaps of the same slots wait and never deadlock. */
export async function lockPair(tx: Tx, slotId: string, forSlotId: string): Promise<[SlotRow?, SlotRow?]> {
  const rows = await tx
    .select()
    .from(slots)
    .where(inArray(slots.id, [slotId, forSlotId]))
    .orderBy(slots.id)
    .for("update");
  return [rows.find(({ id }) => id === slotId), rows.find(({ id }) => id === forSlotId)];
}

/** Whether a slot can be part of the reader's offers at all: somebody's, and one that they may see. */
export const isVisible = (slot: SlotRow | undefined, scope: Reach): slot is SlotRow & { teamId: string } =>
  slot?.teamId != null && reaches(scope, slot.teamId);

/** One side of a swap as the rule sees it; `booker` speaks for it. */
export async function sideOf(reader: Reader, slot: SlotRow, booker: Booker): Promise<SwapSide> {
  const releases = await loadAboard(reader, slot.id);
  const name = releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(" and ") || "The slot";
  return { slot, releases, booker, name };
}

/** What lies at both places: openings, freezes, and who stands there. */
export async function loadSwapFacts(reader: Reader, own: SlotRow, other: SlotRow, scope: Reach): Promise<BookingFacts> {
  const environment = await findEnvironmentOfPlace(reader, { environmentId: own.environmentId });
  if (environment === undefined) throw new Error("a slot stands in no environment");
  const here = await loadBookingFacts(reader, environment, own.during, scope, own.occurrenceId);
  const there = await loadBookingFacts(reader, environment, other.during, scope, other.occurrenceId);
  const once = <T extends { id: string }>(all: readonly T[]) => [
    ...new Map(all.map((each) => [each.id, each])).values(),
  ];
  return {
    environment,
    occurrences: once([...here.occurrences, ...there.occurrences]),
    freezes: [...here.freezes, ...there.freezes],
    slots: once([...here.slots, ...there.slots]),
  };
}
