import type { Range } from "@/lib/time/range";
import type { PlannedSlot } from "./planned-slot";

/** Slots in the order of their starts: those near a stretch of time are found without looking at all the others. */
export type SlotsInOrder = { readonly slots: readonly PlannedSlot[]; readonly longestMs: number };

const startOf = ({ during }: PlannedSlot) => during.start.getTime();
const endOf = ({ during }: PlannedSlot) => during.end.getTime();

export function putInOrder(slots: readonly PlannedSlot[]): SlotsInOrder {
  return {
    slots: [...slots].sort((a, b) => startOf(a) - startOf(b)),
    longestMs: slots.reduce((longest, slot) => Math.max(longest, endOf(slot) - startOf(slot)), 0),
  };
}

/** Those that overlap the stretch, or lie less than `reachMs` before or after it. */
export function near(list: SlotsInOrder | undefined, { start, end }: Range, reachMs = 0): PlannedSlot[] {
  if (list === undefined) return [];
  const [from, to] = [start.getTime() - reachMs, end.getTime() + reachMs];
  const found: PlannedSlot[] = [];
  for (let index = firstFrom(list.slots, from - list.longestMs); index < list.slots.length; index++) {
    const slot = list.slots[index];
    if (slot === undefined || startOf(slot) >= to) break;
    if (endOf(slot) > from) found.push(slot);
  }
  return found;
}

/** The place of the first slot that starts then or later, by halving. */
function firstFrom(slots: readonly PlannedSlot[], at: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const slot = slots[middle];
    if (slot !== undefined && startOf(slot) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
