import type { Reader } from "@/db/client";
import type { Reach } from "@/lib/domain/permission";
import { askTogether } from "./ask-together";
import { type JudgedSlot, judgeSlots, type Reading, type SlotInView, seenBy } from "./slot-in-view";
import { loadSlotsInView } from "./slots-in-view";

export type SomeSlotsWish = { environmentId: string; from: Date; to: Date; slotIds: readonly string[] };

/** A database has its own (tests use several), and a transaction sees what nobody else does. */
const askers = new WeakMap<Reader, ReturnType<typeof askTogether<JudgedSlot>>>();

/**
 * Of these slots, those that the schedule shows between the two instants: what became of them. When a slot changes, everybody who
 * looks at its week asks for it in the same moment, so they are read together, by those who have the same rights.
 */
export async function loadSomeSlots(
  reader: Reader,
  { slotIds, ...view }: SomeSlotsWish,
  { scope, personId }: Reading,
  now: Date,
): Promise<SlotInView[]> {
  const ask = askers.get(reader) ?? askTogether<JudgedSlot>();
  askers.set(reader, ask);
  const key = JSON.stringify([view, scope === "all" ? scope : scope.toSorted()]);
  const found = await ask(key, slotIds, (ids) => readSlots(reader, { ...view, slotIds: ids }, scope, now));
  return [...new Set(slotIds)].flatMap((id) => {
    const slot = found.get(id);
    return slot ? [seenBy(slot, personId)] : [];
  });
}

async function readSlots(reader: Reader, { environmentId, from, to, slotIds }: SomeSlotsWish, scope: Reach, now: Date) {
  const rows = await loadSlotsInView(reader, [environmentId], { start: from, end: to }, now, slotIds);
  const { slots } = await judgeSlots(reader, rows, scope, now);
  return new Map(slots.map((slot) => [slot.id, slot]));
}
