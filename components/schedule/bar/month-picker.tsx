"use client";

import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/use-now";
import { addMonthsInZone, daysOf, isoWeek, monthOf, weekOf } from "@/lib/time/calendar";
import { formatDay, formatMonths } from "@/lib/time/format";
import { contains } from "@/lib/time/range";

type MonthPickerProps = { day: Date; zone: string; onChoose: (day: Date) => void };

const weekdays = ["M", "T", "W", "T", "F", "S", "S"];

/** The days of a month to choose from, with the numbers of its weeks. */
export function MonthPicker({ day, zone, onChoose }: MonthPickerProps) {
  const [shown, setShown] = useState(day);
  const now = useNow(60);
  const month = monthOf(shown, zone);
  const first = weekOf(month.start, zone).start;
  const last = weekOf(new Date(month.end.getTime() - 1), zone).end;
  const days = daysOf({ start: first, end: last }, zone);
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7));
  return (
    <div>
      <div className="mb-1.5 flex items-center justify-between">
        <Button
          size="sm"
          variant="quiet"
          iconOnly
          aria-label="Month before"
          onClick={() => setShown(addMonthsInZone(shown, -1, zone))}
        >
          <ChevronLeft className="size-4" aria-hidden="true" />
        </Button>
        <p className="font-semibold text-sm" aria-live="polite">
          {formatMonths(month, zone)}
        </p>
        <Button
          size="sm"
          variant="quiet"
          iconOnly
          aria-label="Month after"
          onClick={() => setShown(addMonthsInZone(shown, 1, zone))}
        >
          <ChevronRight className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <div className="grid grid-cols-8 text-center text-xs" aria-hidden="true">
        <span />
        {weekdays.map((weekday, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the days of a week stand where they stand.
          <span key={index} className="py-1 text-ink-2">
            {weekday}
          </span>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={week[0]?.start.getTime()} className="grid grid-cols-8 text-center">
          <span className="self-center text-2xs text-ink-2">w{week[0] && isoWeek(week[0].start, zone).week}</span>
          {week.map((each) => {
            const isToday = contains(each, now);
            const isChosen = contains(each, day);
            return (
              <button
                key={each.start.getTime()}
                type="button"
                aria-label={`${formatDay(each.start, zone, "full")}${isToday ? ", today" : ""}`}
                aria-current={isChosen ? "date" : undefined}
                onClick={() => onChoose(each.start)}
                className={clsx(
                  "mx-auto grid size-8 place-items-center rounded-full text-sm hover:bg-sunken phone:size-10",
                  !contains(month, each.start) && "text-ink-2",
                  isToday && "font-bold text-accent",
                  isChosen && "bg-ink! text-ground!",
                )}
              >
                {formatDay(each.start, zone, "short").split(" ")[1]}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
