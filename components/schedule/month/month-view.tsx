"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import { marksOnDay } from "@/components/schedule/data/marks-on-day";
import { useDays } from "@/components/schedule/data/use-outlook";
import { ScheduleFailure } from "@/components/schedule/schedule-failure";
import { ScheduleSkeleton } from "@/components/schedule/schedule-skeleton";
import { narrows, type SlotFilter } from "@/lib/domain/slot-filter";
import { daysOf, isoWeek, monthOf } from "@/lib/time/calendar";
import { contains, overlaps } from "@/lib/time/range";
import { MonthDay } from "./month-day";
import { moveInMonth } from "./month-keys";

type MonthViewProps = {
  view: ScheduleView;
  filter: SlotFilter;
  chosenSlotId: string | null;
  onOpen: (slotId: string) => void;
  onDay: (day: Date) => void;
  empty: ReactNode;
};

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const columns = "grid grid-cols-[2.5rem_repeat(7,minmax(0,1fr))] phone:grid-cols-7";

/** A month of weeks: which days open, what goes out on them, what is at risk, what is closed. */
export function MonthView({ view, filter, chosenSlotId, onOpen, onDay, empty }: MonthViewProps) {
  const { zone, range, day } = view;
  const { data, error, refetch, isPlaceholderData } = useDays(view, filter);
  if (error) return <ScheduleFailure error={error} zone={zone} onTryAgain={() => void refetch()} />;
  if (data === undefined) return <ScheduleSkeleton />;
  const days = daysOf(range, zone);
  const month = monthOf(day, zone);
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7));
  const isEmpty = data.days.every((each) => each.openingCount === 0 && each.states.length === 0);
  return (
    <div
      className={clsx(
        "flex min-h-0 grow flex-col overflow-auto bg-panel print:overflow-visible",
        isPlaceholderData && "opacity-60",
      )}
    >
      {isEmpty && empty}
      {narrows(filter) && !isEmpty && data.days.every((each) => each.states.length === 0) && (
        <p role="status" className="border-line border-b px-5 py-1.5 text-sm text-waiting">
          No slot of these weeks fits the filter.
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the days inside are the controls; this hears their arrow keys. */}
      <div className="flex min-w-[44rem] grow flex-col phone:min-w-0" onKeyDown={moveInMonth}>
        <div aria-hidden="true" className={`sticky top-0 z-10 border-line border-b bg-panel ${columns}`}>
          <span className="phone:hidden" />
          {weekdays.map((weekday) => (
            <span
              key={weekday}
              className="border-line border-l px-2 py-1.5 font-semibold text-ink-2 text-sm phone:border-l-0 phone:text-center"
            >
              {weekday.slice(0, 1)}
              <span className="phone:hidden">{weekday.slice(1)}</span>
            </span>
          ))}
        </div>
        {weeks.map((week) => (
          <section
            key={week[0]?.start.getTime()}
            aria-label={`Week ${week[0] && isoWeek(week[0].start, zone).week}`}
            className={`min-h-27 grow border-line border-b phone:min-h-16 ${columns}`}
          >
            <span aria-hidden="true" className="py-1.5 text-center text-2xs text-ink-2 phone:hidden">
              w{week[0] && isoWeek(week[0].start, zone).week}
            </span>
            {week.map((each) => (
              <MonthDay
                key={each.start.getTime()}
                day={each}
                zone={zone}
                isOutside={!contains(month, each.start)}
                isChosen={contains(each, day)}
                facts={data.days[days.indexOf(each)]}
                severalEnvironments={data.environments.length > 1 ? data.environments : undefined}
                freezes={data.freezes.filter(({ during }) => overlaps(during, each))}
                marks={marksOnDay(data.marks, each, zone)}
                chosenSlotId={chosenSlotId}
                onOpen={onOpen}
                onDay={onDay}
              />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
