import type { Reader } from "@/db/client";
import { loadMarks, type Mark } from "@/lib/calendars/queries/marks";
import type { SlotFilter } from "@/lib/domain/slot-filter";
import type { SlotSummaryState } from "@/lib/domain/slot-summary";
import { daysOf, indexOfDay, type LocalDate, localDate } from "@/lib/time/calendar";
import type { Range } from "@/lib/time/range";
import { type ClosingInOutlook, loadClosings } from "./closings-in-outlook";
import { loadOpenings, type OpeningInOutlook } from "./openings-in-outlook";
import { type EnvironmentOfOutlook, loadOutlook, type SlotOfOutlook } from "./outlook";
import type { Reading } from "./slot-in-view";

export type DayInOutlook = {
  day: LocalDate;
  /** The first openings that begin on it, and how many there are. */
  openings: OpeningInOutlook[];
  openingCount: number;
  /** The first slots that begin on it (those that need somebody come first), and how many there are in each state. */
  slots: SlotOfOutlook[];
  states: { state: SlotSummaryState; count: number }[];
};

export type Days = {
  environments: EnvironmentOfOutlook[];
  days: DayInOutlook[];
  freezes: ClosingInOutlook[];
  marks: Mark[];
  /** There is more than the answer counts. */
  isCut: boolean;
};

export type DaysWish = {
  environmentIds?: readonly string[];
  from: Date;
  to: Date;
  /** Whose days they are. */
  zone: string;
  /** So many slots and openings of a day are listed; the others are counted. */
  perDay: number;
  filter: SlotFilter;
};

/** What each day between two instants holds, as a month shows it: enough to see where to look. */
export async function loadDays(reader: Reader, wish: DaysWish, reading: Reading, now: Date): Promise<Days> {
  const { environmentIds, from, to, zone, perDay, filter } = wish;
  const view: Range = { start: from, end: to };
  const { environments, slots, isCut } = await loadOutlook(reader, { environmentIds, view, filter }, reading, now);
  const openings = await loadOpenings(reader, environments, view);
  const days = daysOf(view, zone).map((day): Range & { slots: SlotOfOutlook[]; openings: OpeningInOutlook[] } => ({
    ...day,
    slots: [],
    openings: [],
  }));
  for (const slot of slots) days[indexOfDay(days, slot.during.start)]?.slots.push(slot);
  for (const opening of openings) days[indexOfDay(days, opening.during.start)]?.openings.push(opening);
  return {
    environments,
    days: days.map((day) => ({
      day: localDate(day.start, zone),
      openings: day.openings.slice(0, perDay),
      openingCount: day.openings.length,
      slots: firstOf(day.slots, perDay),
      states: countStates(day.slots),
    })),
    freezes: await loadClosings(reader, environments, view),
    marks: await loadMarks(reader, view),
    isCut,
  };
}

const needsSomebody = ({ summary }: SlotOfOutlook) => summary.state === "at_risk" || summary.state === "failed";

/** So many, in order of their start; where not all fit, none of those that are left out is more urgent than one that is kept. */
function firstOf(slots: readonly SlotOfOutlook[], count: number): SlotOfOutlook[] {
  if (slots.length <= count) return [...slots];
  const kept = new Set(
    [...slots.filter(needsSomebody), ...slots.filter((slot) => !needsSomebody(slot))].slice(0, count),
  );
  return slots.filter((slot) => kept.has(slot));
}

/** How many there are in each state. */
export function countStates(slots: readonly SlotOfOutlook[]): DayInOutlook["states"] {
  const counts = new Map<SlotSummaryState, number>();
  for (const { summary } of slots) counts.set(summary.state, (counts.get(summary.state) ?? 0) + 1);
  return [...counts].map(([state, count]) => ({ state, count }));
}
