import type { ScheduleChoices } from "@/components/schedule/schedule-data";
import { releaseKindNames } from "@/lib/domain/release-words";
import type { SlotFilter } from "@/lib/domain/slot-filter";
import type { SlotSummaryState } from "@/lib/domain/slot-summary";

/** What the states of a slot are called where one chooses among them. */
export const stateNames: Readonly<Record<SlotSummaryState, string>> = {
  at_risk: "At risk",
  waiting: "Waiting",
  ready: "Ready",
  open: "Open now",
  released: "Released",
  failed: "Failed",
  missed: "Missed",
  held: "Being booked",
  over: "Closed",
};

export const kindLabel = (kind: keyof typeof releaseKindNames) =>
  releaseKindNames[kind].charAt(0).toUpperCase() + releaseKindNames[kind].slice(1);

/** One part of a filter in words, and the filter without it. */
export type FilterPart = { key: string; label: string; without: SlotFilter };

/** Every part of a filter, each to be taken out alone. */
export function partsOfFilter(filter: SlotFilter, { teams, services }: ScheduleChoices): FilterPart[] {
  const nameOf = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((each) => each.id === id)?.name ?? "unknown";
  const list = <K extends "teamIds" | "serviceIds" | "states" | "kinds">(
    key: K,
    label: (value: NonNullable<SlotFilter[K]>[number]) => string,
  ): FilterPart[] => {
    const values = (filter[key] ?? []) as readonly NonNullable<SlotFilter[K]>[number][];
    return values.map((value) => {
      const rest = values.filter((each) => each !== value);
      const without = { ...filter, [key]: rest.length === 0 ? undefined : rest };
      return { key: `${key} ${value}`, label: label(value), without };
    });
  };
  return [
    ...(filter.mine ? [{ key: "mine", label: "Only mine", without: { ...filter, mine: false } }] : []),
    ...list("teamIds", (id) => nameOf(teams, id)),
    ...list("serviceIds", (id) => nameOf(services, id)),
    ...list("states", (state) => stateNames[state]),
    ...list("kinds", kindLabel),
  ];
}
