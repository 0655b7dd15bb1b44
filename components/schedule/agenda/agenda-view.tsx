"use client";

import { clsx } from "clsx";
import { type ReactNode, useState } from "react";
import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import { useWeeks } from "@/components/schedule/data/use-weeks";
import { ScheduleFailure } from "@/components/schedule/schedule-failure";
import { ScheduleSkeleton } from "@/components/schedule/schedule-skeleton";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/use-now";
import { daysOf } from "@/lib/time/calendar";
import { formatDay } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import { AgendaDay, saysAnything } from "./agenda-day";
import type { AgendaActs } from "./agenda-opening";

type AgendaViewProps = {
  view: ScheduleView;
  /** What stands here when no day of the list has anything. */
  empty: ReactNode;
} & AgendaActs;

/** The plan as a list, day by day, of one environment or several; on and on, a week at a time. */
export function AgendaView({ view, empty, ...acts }: AgendaViewProps) {
  const { zone, week } = view;
  const now = useNow(60);
  const key = week.start.getTime();
  const [more, setMore] = useState({ from: key, weeks: 1 });
  const weeks = more.from === key ? more.weeks : 1;
  const { plans, isPending, error, refetch } = useWeeks(view, weeks);
  if (error) return <ScheduleFailure error={error} zone={zone} onTryAgain={() => void refetch()} />;
  if (plans.length === 0) return <ScheduleSkeleton />;
  const end = new Date(week.start.getTime() + weeks * (week.end.getTime() - week.start.getTime()));
  const days = daysOf({ start: week.start, end }, zone)
    .map((day) => {
      // What lies over midnight of a Sunday is in two weeks; each of its days belongs to one.
      const own = plans.filter((each) => contains(each.week, day.start)).map(({ plan }) => plan);
      return { day, plans: own.filter((plan) => saysAnything(plan, day, zone, now)) };
    })
    .filter(({ plans: own }) => own.length > 0);
  return (
    <div className="min-h-0 grow overflow-y-auto bg-ground print:overflow-visible">
      <div className="mx-auto grid max-w-5xl gap-1 px-4 py-3 md:px-6">
        {days.map(({ day, plans: own }, index) => (
          <section
            key={day.start.getTime()}
            aria-label={formatDay(day.start, zone, "full")}
            className="grid gap-x-6 gap-y-2 border-line border-b py-4 last:border-b-0 md:grid-cols-[6.5rem_minmax(0,1fr)]"
          >
            <DayName day={day} zone={zone} />
            <AgendaDay
              plans={own}
              day={day}
              zone={zone}
              alone={false}
              isNamed={view.environments.length > 1}
              isFirst={index < 2}
              {...acts}
            />
          </section>
        ))}
        {days.length === 0 && !isPending && empty}
        <Button
          className="my-3 justify-self-center"
          pending={isPending}
          onClick={() => setMore({ from: key, weeks: weeks + 1 })}
        >
          Show the week after
        </Button>
      </div>
    </div>
  );
}

function DayName({ day, zone }: { day: Range; zone: string }) {
  const isToday = contains(day, useNow(60));
  const [weekday, ...date] = formatDay(day.start, zone, "long").split(" ");
  return (
    <h3 className="self-start md:sticky md:top-3">
      <span className={clsx("block font-semibold text-lg", isToday && "text-accent")}>{date.join(" ")}</span>
      <span className="text-ink-2 text-sm">
        {weekday}
        {isToday && ", today"}
      </span>
    </h3>
  );
}
