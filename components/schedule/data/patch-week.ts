import type { Slot, Week } from "@/components/schedule/schedule-data";

/**
 * A week after some of its slots were asked for again: those of the answer in place of what was known of them, and those that are
 * missing from it gone. Everything else stays the very same, so that what shows it need not be drawn again.
 */
export function patchWeek(week: Week, asked: readonly string[], answer: readonly Slot[]): Week {
  const fresh = new Map(answer.map((slot) => [slot.id, slot]));
  const gone = new Set(asked.filter((id) => !fresh.has(id)));
  const slots: Slot[] = [];
  for (const slot of week.slots) {
    if (gone.has(slot.id)) continue;
    slots.push(fresh.get(slot.id) ?? slot);
    fresh.delete(slot.id);
  }
  for (const slot of fresh.values()) slots.splice(placeFor(slots, slot), 0, slot);
  return { ...week, slots };
}

/** Slots stand in the order of their starts. */
function placeFor(slots: readonly Slot[], { during }: Slot): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slots[middle]?.during.start ?? 0) <= during.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A week in which one slot stands elsewhere; it stays as it is when the slot is not in it. */
export function withSlotAt(week: Week, slotId: string, place: Pick<Slot, "occurrenceId" | "lane" | "during">): Week {
  const slot = week.slots.find(({ id }) => id === slotId);
  return slot === undefined ? week : patchWeek(week, [slotId], [{ ...slot, ...place }]);
}
