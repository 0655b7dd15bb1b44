"use client";

import { clsx } from "clsx";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import { useTimeline } from "@/components/schedule/data/use-outlook";
import { ScheduleFailure } from "@/components/schedule/schedule-failure";
import { ScheduleSkeleton } from "@/components/schedule/schedule-skeleton";
import { narrows, type SlotFilter } from "@/lib/domain/slot-filter";
import { daysOf, indexOfDay } from "@/lib/time/calendar";
import { systemNow } from "@/lib/time/clock";
import { contains } from "@/lib/time/range";
import { EnvironmentRow } from "./environment-row";
import { MilestoneRow } from "./milestone-row";
import { QuarterHead } from "./quarter-head";
import { moveInQuarter } from "./quarter-keys";
import { SlotRow } from "./slot-row";
import { TrainRows } from "./train-rows";

type QuarterViewProps = {
  view: ScheduleView;
  filter: SlotFilter;
  by: "team" | "environment";
  onCell: (day: Date, rowId: string) => void;
  onOpen: (slotId: string) => void;
  onDay: (day: Date) => void;
  empty: ReactNode;
};

/** Three months from left to right: when environments open and when they are frozen, what people plan around, and whose slots are when. */
export function QuarterView({ view, filter, by, onCell, onOpen, onDay, empty }: QuarterViewProps) {
  const { zone, range } = view;
  const { data, error, refetch, isPlaceholderData } = useTimeline(view, filter, by);
  const days = useMemo(() => daysOf(range, zone), [range, zone]);
  const area = useRef<HTMLDivElement>(null);
  const first = days[0]?.start.getTime();
  const isThere = data !== undefined;
  // Where three months do not fit, they begin with the present.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the months are what it waits for.
  useEffect(() => {
    const element = area.current;
    if (element === null || !isThere) return;
    const now = systemNow();
    const share = days.some((day) => contains(day, now)) ? indexOfDay(days, now) / days.length : 0;
    element.scrollTo({ left: share * element.scrollWidth - element.clientWidth / 3 });
  }, [first, isThere]);
  if (error) return <ScheduleFailure error={error} zone={zone} onTryAgain={() => void refetch()} />;
  if (data === undefined) return <ScheduleSkeleton />;
  const { environments, rows, freezes, marks, milestones, isCut } = data;
  const isEmpty = rows.every(({ cells }) => cells.length === 0) && environments.every(({ open }) => open.length === 0);
  const several = environments.length > 1;
  return (
    <div
      ref={area}
      className={clsx(
        "relative min-h-0 grow overflow-auto bg-panel print:overflow-visible",
        isPlaceholderData && data.isJudged && "opacity-60",
      )}
    >
      {isEmpty && empty}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the days inside are the controls; this hears their arrow keys. */}
      <div className="min-w-[64rem] pb-8 phone:min-w-[150rem]" onKeyDown={moveInQuarter}>
        <QuarterHead days={days} zone={zone} onDay={onDay} />
        {environments.map((environment) => (
          <EnvironmentRow
            key={environment.id}
            environment={environment}
            days={days}
            zone={zone}
            freezes={freezes.filter(({ environmentIds }) => environmentIds.includes(environment.id))}
            onDay={onDay}
          />
        ))}
        <MilestoneRow
          days={days}
          zone={zone}
          marks={marks}
          milestones={milestones}
          environments={several ? environments : []}
          onOpen={onOpen}
        />
        <TrainRows days={days} zone={zone} range={range} />
        {rows.map((row, index) => (
          <SlotRow key={row.id} row={row} days={days} zone={zone} isFirst={index === 0} onCell={onCell} />
        ))}
      </div>
      {rows.length === 0 && !isEmpty && (
        <p className="p-5 text-ink-2">No slot in these months{narrows(filter) ? " fits the filter" : ""}.</p>
      )}
      {isCut && (
        <p role="status" className="p-5 text-waiting">
          There are more slots than can be counted here. Narrow the view to a team or an environment.
        </p>
      )}
    </div>
  );
}
