"use client";

import { type MouseEvent, useCallback, useMemo, useRef, useState } from "react";
import type { Carried } from "@/components/schedule/drag/carried";
import { Ghost } from "@/components/schedule/drag/ghost";
import { isMovable } from "@/components/schedule/drag/judge";
import { cellOf, useCarry } from "@/components/schedule/drag/use-carry";
import type { FreeRoom, Slot, WeekPlan } from "@/components/schedule/schedule-data";
import type { Booker } from "@/lib/domain/booking-facts";
import { formatDay } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { columnTemplate } from "./column-widths";
import { DayColumn } from "./day-column";
import { type DayPlan, isQuiet } from "./day-plan";
import { GridHead } from "./grid-head";
import { gridHelp, useGridKeys } from "./grid-keys";
import { HourGutter } from "./hour-gutter";
import { columnOf, gutterWidth, layoutOf, needOfDay } from "./layout";
import { useDayPlans } from "./use-day-plans";
import { useFoldedScale } from "./use-folded-scale";
import { useIsPrinting } from "./use-is-printing";
import { useScrolling } from "./use-scrolling";
import { everything, useVisible } from "./use-visible";

export type GridActs = {
  onOpen: (slotId: string) => void;
  /** Books in free room, or wherever is free. */
  onBook: (free?: FreeRoom) => void;
  /** Something was carried elsewhere. */
  onDrop: (carried: Carried) => void;
  onGiveUp: (slotId: string) => void;
  onDay?: (day: Date) => void;
};

type TimeGridProps = {
  label: string;
  plan: WeekPlan;
  days: readonly Range[];
  zone: string;
  /** Days at the end of a week in which nothing happens need no column. */
  withoutQuiet: boolean;
  booker: Booker | null;
  chosenSlotId: string | null;
  isWanted: (slot: Slot) => boolean;
} & GridActs;

/** A laptop's width without the navigation: where columns begin before that can be measured. */
const usualWidth = 1240;
/** What a page of A4 across leaves for the hours. */
const paperHeight = 490;

/** Days beside each other: windows as bands, lanes as columns, slots and free room in them. Only what is in sight is drawn. */
export function TimeGrid(props: TimeGridProps) {
  const { label, plan, days, zone, withoutQuiet, booker, chosenSlotId, isWanted, ...acts } = props;
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const all = useDayPlans(plan, days, zone);
  const plans = useMemo(
    () => all.filter((each, index) => !withoutQuiet || index < 5 || !isQuiet(each)),
    [all, withoutQuiet],
  );
  const isPrinting = useIsPrinting();
  const { scale, fold } = useFoldedScale(plans, isPrinting ? paperHeight : undefined);
  const { visible: seen, width, look } = useVisible(scroller);
  const visible = isPrinting ? everything : seen;
  const layout = useMemo(() => layoutOf(plans, scale, zone, width ?? usualWidth), [plans, scale, zone, width]);
  const needs = useMemo(() => plans.map((each) => needOfDay(each, zone)), [plans, zone]);
  // Paper does not scroll: there every day has its share, however many lanes it has.
  const columns = `${gutterWidth}px ${columnTemplate(isPrinting ? needs.map(({ share }) => ({ least: 0, share })) : needs)}`;
  const carry = useCarry({ layout, plan, booker, scroller, content, head, onDrop: acts.onDrop });
  const [focusedKey, setFocusedKey] = useState<string>();
  const { reveal, scrollTo } = useScrolling({ scroller, head, layout, chosenSlotId, look });
  const keys = useGridKeys({ content, layout, carry, focusedKey, onFocusCell: setFocusedKey, reveal, fold, ...acts });
  const movable = useCallback((slot: Slot) => isMovable(slot, booker), [booker]);

  const act = (event: MouseEvent<HTMLElement>) => {
    const cell = event.target instanceof Element ? cellOf(event.target, layout) : undefined;
    if (cell?.kind === "fold") fold(cell.from);
    if (cell?.kind === "slot" && !isClosed(event.target)) acts.onOpen(cell.slot.id);
    if (cell?.kind === "free") acts.onBook(cell.room);
  };
  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for the keys that scroll.
      tabIndex={0}
      className="relative min-h-0 grow overflow-auto bg-panel [overflow-anchor:none] focus-visible:-outline-offset-2 print:overflow-visible"
    >
      <GridHead plans={plans} zone={zone} columns={columns} head={head} onDay={acts.onDay} />
      {/* The arrow keys are the calendar's own here, also under a screen reader; every cell says by itself all that it shows. */}
      <div
        ref={content}
        role="application"
        aria-label={`${label}, calendar`}
        aria-describedby={gridHelp.id}
        className="relative grid min-w-fit pb-10 print:min-w-0 print:pb-0"
        style={{ gridTemplateColumns: columns }}
        onClick={act}
        onPointerDown={carry.onPointerDown}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        onBlur={keys.onBlur}
      >
        <HourGutter scale={scale} onFold={fold} />
        {plans.map((each, day) => (
          <Column
            key={each.day.start.getTime()}
            plan={each}
            day={day}
            scale={scale}
            zone={zone}
            label={formatDay(each.day.start, zone, "full")}
            column={columnOf(layout, day)}
            visible={visible}
            focusedKey={focusedKey?.endsWith(` ${day}`) ? focusedKey : undefined}
            withLaneHeads={plans.length === 1}
            chosenSlotId={chosenSlotId}
            isWanted={isWanted}
            isMovable={movable}
            mayBook={booker !== null}
          />
        ))}
        <Ghost store={carry.store} layout={layout} openings={plan.occurrences} onMoved={scrollTo} />
      </div>
      <p id={gridHelp.id} hidden>
        {gridHelp.text}
      </p>
      <p role="status" aria-live="polite" className="sr-only">
        {keys.said}
      </p>
    </section>
  );
}

const isClosed = (target: EventTarget) => target instanceof Element && target.closest("[aria-disabled=true]") !== null;

type ColumnProps = Omit<Parameters<typeof DayColumn>[0], "top" | "bottom" | "left" | "right"> & {
  plan: DayPlan;
  column: { left: number; width: number };
  visible: { top: number; bottom: number; left: number; right: number };
};

/** A day's column with what of it is in sight, in steps that leave it undrawn while nothing of it comes or goes. */
function Column({ column, visible, ...rest }: ColumnProps) {
  const across = (x: number) => Math.min(1, Math.max(0, (x - column.left) / Math.max(1, column.width)));
  const isOut = visible.right < column.left || visible.left > column.left + column.width;
  const left = Number.isFinite(visible.left) ? across(visible.left) : 0;
  const right = Number.isFinite(visible.right) ? across(visible.right) : 1;
  return (
    <DayColumn {...rest} top={visible.top} bottom={visible.bottom} left={isOut ? 2 : left} right={isOut ? -1 : right} />
  );
}
