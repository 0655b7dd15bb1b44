"use client";

import { X } from "lucide-react";
import { dayInWords } from "@/lib/time/words";

type LeftOutDatesProps = { dates: readonly string[]; onChange: (dates: string[]) => void };

/** Departures that were taken out of the timetable, each to be put back. */
export function LeftOutDates({ dates, onChange }: LeftOutDatesProps) {
  if (dates.length === 0) return null;
  return (
    <div>
      <p className="mb-1 font-medium text-sm">Left out</p>
      <ul className="flex flex-wrap gap-1.5">
        {dates.map((date) => {
          const words = `${dayInWords(date)} ${date.slice(11, 16)}`;
          return (
            <li key={date}>
              <button
                type="button"
                onClick={() => onChange(dates.filter((other) => other !== date))}
                aria-label={`Put ${words} back`}
                className="flex min-h-7 items-center gap-1.5 rounded-full border border-line bg-sunken px-2.5 text-sm hover:border-control phone:min-h-11"
              >
                {words}
                <X className="size-3.5" aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
