import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { freezes, postponements, slots } from "@/db/schema";
import type { PostponementState } from "@/lib/domain/postponement-state";
import type { Range } from "@/lib/time/range";

/** What became of a slot that a freeze kept from opening. */
export type Postponement = {
  id: string;
  freeze: { id: string; name: string };
  status: PostponementState;
  /** Why it was not planned, or who decided otherwise. */
  note: string;
  planned: { slotId: string; during: Range } | null;
};

/** A slot that stands in for one that a freeze kept from opening. */
export type PlannedFrom = { slotId: string; during: Range; freeze: { id: string; name: string } };

const planned = alias(slots, "planned");

/** By missed slot: where it went. One statement. */
export async function loadPostponements(
  reader: Reader,
  slotIds: readonly string[],
): Promise<Map<string, Postponement>> {
  if (slotIds.length === 0) return new Map();
  const rows = await reader
    .select({
      slotId: postponements.slotId,
      id: postponements.id,
      freeze: { id: freezes.id, name: freezes.name },
      status: postponements.status,
      note: postponements.note,
      plannedSlotId: planned.id,
      plannedDuring: planned.during,
    })
    .from(postponements)
    .innerJoin(freezes, eq(freezes.id, postponements.freezeId))
    .leftJoin(planned, eq(planned.id, postponements.plannedSlotId))
    .where(anyOf(postponements.slotId, slotIds));
  return new Map(
    rows.map(({ slotId, plannedSlotId, plannedDuring, ...row }) => [
      slotId,
      { ...row, planned: plannedSlotId && plannedDuring ? { slotId: plannedSlotId, during: plannedDuring } : null },
    ]),
  );
}

/** By slot that was planned instead: where it came from. One statement. */
export async function loadPlannedFrom(reader: Reader, slotIds: readonly string[]): Promise<Map<string, PlannedFrom>> {
  if (slotIds.length === 0) return new Map();
  const rows = await reader
    .select({
      plannedSlotId: postponements.plannedSlotId,
      slotId: slots.id,
      during: slots.during,
      freeze: { id: freezes.id, name: freezes.name },
    })
    .from(postponements)
    .innerJoin(slots, eq(slots.id, postponements.slotId))
    .innerJoin(freezes, eq(freezes.id, postponements.freezeId))
    .where(anyOf(postponements.plannedSlotId, slotIds));
  return new Map(rows.map(({ plannedSlotId, ...from }) => [plannedSlotId ?? "", from]));
}
