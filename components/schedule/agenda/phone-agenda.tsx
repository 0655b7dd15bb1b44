"use client";

import type { ReactNode } from "react";
import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import type { WeekPlan } from "@/components/schedule/schedule-data";
import { formatDay } from "@/lib/time/format";
import { contains } from "@/lib/time/range";
import { AgendaDay } from "./agenda-day";
import type { AgendaActs } from "./agenda-opening";
import { DayStrip } from "./day-strip";

type PhoneAgendaProps = {
  view: ScheduleView;
  plan: WeekPlan;
  /** What stands here when the week has nothing. */
  empty: ReactNode;
  onDay: (day: Date) => void;
} & AgendaActs;

/** What a phone shows first: the days of the week to choose from, and one of them as a list. */
export function PhoneAgenda({ view, plan, empty, onDay, ...acts }: PhoneAgendaProps) {
  const { days, day, zone } = view;
  const chosen = days.find((each) => contains(each, day)) ?? days[0];
  return (
    <>
      <DayStrip days={days} chosen={day} zone={zone} week={plan} onChoose={onDay} />
      {empty ||
        (chosen && (
          <div className="p-3.5">
            <h3 className="sr-only">{formatDay(chosen.start, zone, "full")}</h3>
            <AgendaDay plans={[plan]} day={chosen} zone={zone} alone isNamed={false} isFirst {...acts} />
          </div>
        ))}
    </>
  );
}
