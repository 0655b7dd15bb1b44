import type { Band } from "@/components/schedule/grid/day-plan";
import type { FreeRoom, Slot } from "@/components/schedule/schedule-data";

export type Entry = { kind: "slot"; slot: Slot } | { kind: "free"; free: FreeRoom; hotfixOnly: boolean };

/** What an opening holds on a day as a list: slots and free room in the order of their start, lane by lane. */
export function entriesOf({ slots, free }: Band, isWanted: (slot: Slot) => boolean): Entry[] {
  const entries: Entry[] = [
    ...slots.filter(({ of }) => isWanted(of)).map(({ of }): Entry => ({ kind: "slot", slot: of })),
    ...free.map(({ of, hotfixOnly }): Entry => ({ kind: "free", free: of, hotfixOnly })),
  ];
  const placeOf = (entry: Entry) => (entry.kind === "slot" ? entry.slot : entry.free);
  return entries.sort(
    (a, b) =>
      placeOf(a).during.start.getTime() - placeOf(b).during.start.getTime() || placeOf(a).lane - placeOf(b).lane,
  );
}
