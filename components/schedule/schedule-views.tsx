"use client";

import { clsx } from "clsx";
import { useMemo } from "react";
import type { Booker } from "@/lib/domain/booking-facts";
import { reaches } from "@/lib/domain/permission";
import type { SlotFilter } from "@/lib/domain/slot-filter";
import { localDate } from "@/lib/time/calendar";
import { contains } from "@/lib/time/range";
import { wordOf } from "./address/schedule-address";
import type { ScheduleView } from "./address/schedule-view";
import { AgendaView } from "./agenda/agenda-view";
import { PhoneAgenda } from "./agenda/phone-agenda";
import { AnytimeStrip } from "./anytime/anytime-strip";
import type { useWeek } from "./data/use-week";
import { hasNothing } from "./data/week-plan";
import { type GridActs, TimeGrid } from "./grid/time-grid";
import { MonthView } from "./month/month-view";
import { NoOpenings } from "./no-openings";
import { QuarterView } from "./quarter/quarter-view";
import type { Slot } from "./schedule-data";
import { ScheduleFailure } from "./schedule-failure";
import { ScheduleSkeleton } from "./schedule-skeleton";
import type { useSchedule } from "./use-schedule";
import { useViewport } from "./use-viewport";

type ScheduleViewsProps = {
  view: ScheduleView;
  filter: SlotFilter;
  week: ReturnType<typeof useWeek>;
  allDays: boolean;
  by: "team" | "environment";
  booker: Booker | null;
  mayManageWindows: boolean;
  chosenSlotId: string | null;
  isWanted: (slot: Slot) => boolean;
  onGoTo: (day: Date) => void;
  setQuery: ReturnType<typeof useSchedule>["setQuery"];
} & Omit<GridActs, "onDay">;

/** The plan from as far away as the reader wants it. */
export function ScheduleViews(props: ScheduleViewsProps) {
  const { view, filter, week, by, booker, mayManageWindows, chosenSlotId, isWanted, onGoTo, setQuery, ...acts } = props;
  const viewport = useViewport();
  const { name, zone, days, day } = view;
  const empty = <NoOpenings view={view} mayManageWindows={mayManageWindows} onGoTo={onGoTo} />;
  const showDay = (date: Date) => setQuery({ view: "day", day: localDate(date, zone) });
  const mayDeploy = (teamId: string) => booker !== null && reaches(booker.reach, teamId);
  const onBook = booker ? acts.onBook : undefined;
  const agendaActs = { chosenSlotId, isWanted, onOpen: acts.onOpen, onBook, mayDeploy };
  const shownDays = useMemo(
    () => (name === "day" ? days.filter((each) => contains(each, day)) : days),
    [name, days, day],
  );
  if (name === "month") {
    return (
      <MonthView
        view={view}
        filter={filter}
        chosenSlotId={chosenSlotId}
        onOpen={acts.onOpen}
        onDay={showDay}
        empty={empty}
      />
    );
  }
  if (name === "quarter") {
    return (
      <QuarterView
        view={view}
        filter={filter}
        by={by}
        onOpen={acts.onOpen}
        onDay={showDay}
        onCell={(date, rowId) =>
          setQuery({
            day: localDate(date, zone),
            view: by === "team" && view.environments.length > 1 ? "agenda" : "day",
            ...(by === "team" ? { team: wordOf(rowId === "" ? [] : [rowId]) } : { env: rowId }),
          })
        }
        empty={empty}
      />
    );
  }
  if (week.error) return <ScheduleFailure error={week.error} zone={zone} onTryAgain={() => void week.refetch()} />;
  const { plan } = week;
  if (!plan) return <ScheduleSkeleton />;
  // On a phone a list of one day comes first: nobody chose, or chose the list.
  const hasPhoneList = name === "agenda" || !view.isChosen;
  return (
    <>
      {hasPhoneList && viewport !== "wide" && (
        <div className="md:hidden print:hidden">
          <PhoneAgenda view={view} plan={plan} empty={empty} onDay={onGoTo} {...agendaActs} />
        </div>
      )}
      {(!hasPhoneList || viewport !== "phone") && (
        <div className={clsx("flex min-h-0 grow flex-col", hasPhoneList && "phone:hidden", week.isOld && "opacity-60")}>
          {name !== "agenda" && <AnytimeStrip plan={plan} range={view.range} zone={zone} mayDeploy={mayDeploy} />}
          {name === "agenda" ? (
            <AgendaView view={view} empty={empty} {...agendaActs} />
          ) : hasNothing(plan) ? (
            empty
          ) : (
            <TimeGrid
              label={name === "day" ? "Day" : "Week"}
              plan={plan}
              days={shownDays}
              zone={zone}
              withoutQuiet={name === "week" && !props.allDays}
              booker={booker}
              chosenSlotId={chosenSlotId}
              isWanted={isWanted}
              onOpen={acts.onOpen}
              onBook={acts.onBook}
              onDrop={acts.onDrop}
              onGiveUp={acts.onGiveUp}
              onDay={name === "week" ? showDay : undefined}
            />
          )}
        </div>
      )}
    </>
  );
}
