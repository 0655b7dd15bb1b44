"use client";

import { X } from "lucide-react";
import type { ScheduleChoices } from "@/components/schedule/schedule-data";
import type { SlotFilter } from "@/lib/domain/slot-filter";
import { partsOfFilter } from "./filter-words";

type FilterChipsProps = {
  filter: SlotFilter;
  choices: ScheduleChoices;
  /** How many slots it lets through, where that is known. */
  shown?: { count: number; of: number };
  onFilter: (filter: SlotFilter) => void;
};

/** What the schedule is narrowed to, each part to be taken out with a press. Nothing while it is not narrowed. */
export function FilterChips({ filter, choices, shown, onFilter }: FilterChipsProps) {
  const parts = partsOfFilter(filter, choices);
  if (parts.length === 0) return null;
  return (
    <section
      aria-label="Filter"
      className="flex flex-wrap items-center gap-1.5 border-line border-b bg-panel px-4 py-1.5 text-sm md:px-5"
    >
      <span className="text-ink-2">
        {shown ? `${shown.count} of ${shown.of} ${shown.of === 1 ? "slot" : "slots"}:` : "Only:"}
      </span>
      {parts.map(({ key, label, without }) => (
        <button
          key={key}
          type="button"
          aria-label={`${label}, take out of the filter`}
          onClick={() => onFilter(without)}
          className="inline-flex min-h-6 items-center gap-1 rounded-full bg-accent-ground px-2.5 font-medium text-accent hover:underline phone:min-h-11"
        >
          {label}
          <X className="size-3 print:hidden" aria-hidden="true" />
        </button>
      ))}
      <button
        type="button"
        className="hit-area min-h-6 px-1 underline underline-offset-2 print:hidden"
        onClick={() => onFilter({})}
      >
        Clear
      </button>
      {shown?.count === 0 && shown.of > 0 && (
        <span role="status" className="text-waiting">
          Nothing in view fits: the other slots keep their places without their names.
        </span>
      )}
    </section>
  );
}
