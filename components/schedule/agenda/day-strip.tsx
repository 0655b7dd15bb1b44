"use client";

import { clsx } from "clsx";
import type { WeekPlan } from "@/components/schedule/schedule-data";
import { useNow } from "@/components/ui/use-now";
import { isoWeek } from "@/lib/time/calendar";
import { formatDay, formatDays } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import { frozenInWords } from "./frozen-in-words";

type DayStripProps = {
  days: readonly Range[];
  chosen: Date;
  zone: string;
  /** The week of each environment in view. */
  plans: readonly WeekPlan[];
  onChoose: (day: Date) => void;
};

/** The days of a week to choose from, on a phone. Frozen days are hatched, and said to be. */
export function DayStrip({ days, chosen, zone, plans, onChoose }: DayStripProps) {
  const now = useNow(60);
  const [first] = days;
  const last = days.at(-1);
  return (
    <div className="border-line border-b bg-panel">
      <h2 className="px-4 pt-2 font-semibold text-sm" aria-live="polite">
        {first && last && formatDays({ start: first.start, end: last.end }, zone)}
        <span className="ml-2 font-normal text-ink-2">week {first && isoWeek(first.start, zone).week}</span>
      </h2>
      <nav aria-label="Days" className="grid grid-cols-7 px-2 pt-1.5 pb-2.5 text-center">
        {days.map((day) => {
          const [weekday = "", number] = formatDay(day.start, zone, "short").split(" ");
          const frozen = frozenInWords(plans, day);
          const isChosen = contains(day, chosen);
          const label = `${formatDay(day.start, zone, "full")}${contains(day, now) ? ", today" : ""}${frozen && `, ${frozen}`}`;
          return (
            <button
              key={day.start.getTime()}
              type="button"
              aria-label={label}
              aria-current={isChosen ? "date" : undefined}
              onClick={() => onChoose(day.start)}
              className="grid min-h-14 justify-items-center gap-0.5 rounded-md text-ink-2 text-xs"
            >
              <span aria-hidden="true">{weekday.charAt(0)}</span>
              <span
                aria-hidden="true"
                className={clsx(
                  "grid size-8 place-items-center rounded-full font-semibold text-base",
                  isChosen ? "bg-ink text-ground" : contains(day, now) ? "text-accent" : "text-ink",
                  frozen !== "" && !isChosen && "bg-hatch-freeze",
                )}
              >
                {number}
              </span>
            </button>
          );
        })}
      </nav>
    </div>
  );
}
