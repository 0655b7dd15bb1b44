import { stateNames } from "@/components/schedule/bar/filter-words";
import type { DayInOutlook, Days } from "@/components/schedule/schedule-data";
import { totalOf } from "@/components/schedule/worst-state";
import { formatInstant } from "@/lib/time/format";

export const slotCount = (facts: DayInOutlook | undefined) => totalOf(facts?.states ?? []);

/** When windows are open on a day, as far as it fits: "Core 06–12, 2 more". */
export function openingsInWords(facts: DayInOutlook | undefined, zone: string): string {
  const [first] = facts?.openings ?? [];
  if (first === undefined || facts === undefined) return "";
  const hour = (at: Date) => formatInstant(at, zone, "time").replace(/:00$/, "");
  const name = `${first.windowName} ${hour(first.during.start)}–${hour(first.during.end)}`;
  return facts.openingCount > 1 ? `${name} +${facts.openingCount - 1}` : name;
}

/** A day in one sentence, for whoever does not see it. */
export function dayInWords(facts: DayInOutlook | undefined, freezes: Days["freezes"], marks: Days["marks"]): string {
  const openings = facts?.openingCount ?? 0;
  const count = slotCount(facts);
  const states = (facts?.states ?? []).map(({ state, count: of }) => `${of} ${stateNames[state].toLowerCase()}`);
  return [
    openings === 0 ? "nothing opens" : openings === 1 ? "one window" : `${openings} windows`,
    count === 0 ? "no slot" : `${count === 1 ? "one slot" : `${count} slots`}: ${states.join(", ")}`,
    ...freezes.map(({ name }) => `frozen by ${name}`),
    ...marks.map(({ title }) => title),
  ].join(", ");
}
