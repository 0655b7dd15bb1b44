"use client";

import { clsx } from "clsx";
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useNow } from "@/components/ui/use-now";
import { minuteOfDay } from "@/lib/time/calendar";
import { systemNow } from "@/lib/time/clock";
import { formatDay, formatRange, zoneAbbreviation } from "@/lib/time/format";
import { contains, overlaps } from "@/lib/time/range";
import { keepOneTabStop, moveByArrow } from "./calendar-keys";
import { DayColumn } from "./day-column";
import { type DayPlan, hoursOf, isQuiet, planDay } from "./day-plan";
import { HourGutter } from "./hour-gutter";
import { hourScale } from "./hour-scale";
import type { FreeRoom, Week } from "./schedule-data";
import type { ScheduleView } from "./schedule-view";

type WeekCalendarProps = {
  week: Week;
  view: ScheduleView;
  team: string | null;
  allDays: boolean;
  chosenSlotId: string | null;
  onOpen: (slotId: string) => void;
  onBook?: (free: FreeRoom) => void;
};

/**
 * A lane narrower than this says nothing; the week scrolls sideways instead. An empty one only invites to book, and where there
 * are many, each has to do with less.
 */
const narrowestLane = { few: 66, many: 46, empty: 40 };
const manyLanes = 5;
/** Seven days of this width fit beside the navigation of a laptop. */
const narrowestDay = 104;

/** The week as days beside each other: windows as bands, lanes as columns, slots and free room in them. */
export function WeekCalendar({ week, view, team, allDays, chosenSlotId, onOpen, onBook }: WeekCalendarProps) {
  const { zone, days } = view;
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const grid = useRef<HTMLDivElement>(null);
  const plans = useMemo(() => {
    const all = days.map((day) => planDay(week, day, zone));
    return all.filter((plan, index) => allDays || index < 5 || !isQuiet(plan));
  }, [week, days, zone, allDays]);
  const scale = useMemo(() => hourScale({ ...hoursOf(plans), unfolded }), [plans, unfolded]);
  const fold = useCallback((from: number) => setUnfolded((before) => toggled(before, from)), []);
  const isDimmed = useCallback((teamId: string | null) => team !== null && team !== teamId, [team]);
  useEffect(() => {
    if (grid.current) keepOneTabStop(grid.current);
  });
  const room = useRef<HTMLElement>(null);
  const showFrom = useEffectEvent(() => {
    const now = systemNow();
    const present = plans.some(({ day }) => contains(day, now));
    const first = Math.min(...hoursOf(plans).slots.map(({ from }) => from));
    const minute = present ? minuteOfDay(now, zone) - 90 : first;
    if (Number.isFinite(minute)) room.current?.scrollTo({ top: scale.yOf(minute) - 24 });
  });
  // A slot that was chosen elsewhere (a menu, an address) may lie out of sight, or under the panel that it opened.
  useEffect(() => {
    const card = chosenSlotId && room.current?.querySelector(`[data-slot="${CSS.escape(chosenSlotId)}"]`);
    if (card) card.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosenSlotId]);
  // Another week begins where something happens in it; a change within the week leaves the reader where they are.
  const weekStart = view.week.start.getTime();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the week is what it waits for, see above.
  useEffect(() => showFrom(), [weekStart]);
  const columns = { gridTemplateColumns: `3.75rem ${plans.map((plan) => dayWidth(plan, zone)).join(" ")}` };
  return (
    <section
      ref={room}
      aria-label="Week"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for the keys that scroll.
      tabIndex={0}
      className="relative min-h-0 grow overflow-auto bg-panel focus-visible:-outline-offset-2 print:overflow-visible"
    >
      <div className="sticky top-0 z-10 grid min-w-fit border-line border-b bg-panel print:static" style={columns}>
        <div className="px-2 py-2.5 text-right text-2xs text-ink-2" title={zone}>
          {zoneAbbreviation(view.week.start, zone)}
        </div>
        {plans.map((plan) => (
          <DayHead key={plan.day.start.getTime()} plan={plan} zone={zone} />
        ))}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cells inside are the controls; this hears their arrow keys. */}
      <div
        ref={grid}
        className="grid min-w-fit pb-10"
        style={columns}
        onKeyDown={moveByArrow}
        onFocus={(event) => {
          const cell = event.target.closest<HTMLElement>("[data-cell]");
          if (cell) keepOneTabStop(event.currentTarget, cell);
        }}
      >
        <HourGutter scale={scale} onFold={fold} />
        {plans.map((plan) => (
          <DayColumn
            key={plan.day.start.getTime()}
            plan={plan}
            scale={scale}
            zone={zone}
            label={formatDay(plan.day.start, zone, "full")}
            onFold={fold}
            chosenSlotId={chosenSlotId}
            isDimmed={isDimmed}
            onOpen={onOpen}
            onBook={onBook}
          />
        ))}
      </div>
    </section>
  );
}

function toggled(set: ReadonlySet<number>, value: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** As wide as its lanes need; a day of the weekend, where little happens, is content with less of the rest. */
function dayWidth({ day, bands }: DayPlan, zone: string): string {
  const needs = bands.map(({ of, width, slots }) => {
    const lane =
      slots.length === 0 ? narrowestLane.empty : of.lanes > manyLanes ? narrowestLane.many : narrowestLane.few;
    return (of.lanes * lane) / width;
  });
  const isWeekend = /^S/.test(formatDay(day.start, zone, "short"));
  return `minmax(${Math.ceil(Math.max(narrowestDay, ...needs))}px, ${isWeekend ? 0.6 : 1}fr)`;
}

function DayHead({ plan, zone }: { plan: DayPlan; zone: string }) {
  const now = useNow(60);
  const today = contains(plan.day, now);
  const freezes = plan.freezes.filter(({ of }) => overlaps(of.during, plan.day));
  return (
    <div className="min-w-0 border-line border-l px-2.5 py-2">
      <h3 className={clsx("truncate text-base", today ? "font-bold text-accent" : "font-semibold")}>
        {formatDay(plan.day.start, zone, "short")}
        {today && <span className="ml-1.5 font-normal text-ink-2 text-xs">today</span>}
        {freezes.length > 0 && (
          <span
            className="ml-1.5 font-normal text-risk text-xs"
            title={freezes.map(({ of }) => `${of.name}, ${formatRange(of.during, zone)}`).join("\n")}
          >
            frozen
          </span>
        )}
      </h3>
    </div>
  );
}
