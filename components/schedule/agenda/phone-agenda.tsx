"use client";

import { type ReactNode, useMemo } from "react";
import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import { useWeeks } from "@/components/schedule/data/use-weeks";
import { hasNothing } from "@/components/schedule/data/week-plan";
import type { WeekPlan } from "@/components/schedule/schedule-data";
import { ScheduleFailure } from "@/components/schedule/schedule-failure";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDay } from "@/lib/time/format";
import { contains } from "@/lib/time/range";
import { AgendaDay } from "./agenda-day";
import type { AgendaActs } from "./agenda-opening";
import { DayStrip } from "./day-strip";

type PhoneAgendaProps = {
  view: ScheduleView;
  /** The week of the environment that is booked in. */
  plan: WeekPlan;
  /** What stands here when the week has nothing. */
  empty: ReactNode;
  onDay: (day: Date) => void;
} & AgendaActs;

/** What a phone shows first: the days of the week to choose from, and one of them as a list. */
export function PhoneAgenda({ plan, ...rest }: PhoneAgendaProps) {
  // One environment is at hand already: nothing more is asked for.
  const plans = useMemo(() => [plan], [plan]);
  if (rest.view.environments.length > 1) return <SeveralEnvironments {...rest} />;
  return <DayOfWeek plans={plans} isPending={false} {...rest} />;
}

/** Each by a request of its own; those that are here are shown while the others come. */
function SeveralEnvironments(props: Omit<PhoneAgendaProps, "plan">) {
  const { plans: weeks, isPending, error, refetch } = useWeeks(props.view, 1);
  const plans = useMemo(() => weeks.map(({ plan }) => plan), [weeks]);
  if (error) return <ScheduleFailure error={error} zone={props.view.zone} onTryAgain={() => void refetch()} />;
  return <DayOfWeek plans={plans} isPending={isPending} {...props} />;
}

type DayOfWeekProps = Omit<PhoneAgendaProps, "plan"> & { plans: readonly WeekPlan[]; isPending: boolean };

function DayOfWeek({ view, plans, isPending, empty, onDay, ...acts }: DayOfWeekProps) {
  const { days, day, zone, environments } = view;
  const chosen = days.find((each) => contains(each, day)) ?? days[0];
  const isEmpty = !isPending && plans.every(hasNothing);
  return (
    <>
      <DayStrip days={days} chosen={day} zone={zone} plans={plans} onChoose={onDay} />
      {isEmpty && empty}
      {chosen && (
        <div className="grid gap-4 p-3.5">
          <h3 className="sr-only">{formatDay(chosen.start, zone, "full")}</h3>
          <AgendaDay
            plans={plans}
            day={chosen}
            zone={zone}
            alone={!isPending && !isEmpty}
            isNamed={environments.length > 1}
            isFirst
            {...acts}
          />
          {isPending && (
            <div role="status" aria-label="More environments are loading">
              <Skeleton lines={3} className="h-12!" />
            </div>
          )}
        </div>
      )}
    </>
  );
}
