"use client";

import { clsx } from "clsx";
import { CalendarHeart } from "lucide-react";
import type { RefObject } from "react";
import { Mark } from "@/components/ui/mark";
import { useNow } from "@/components/ui/use-now";
import { formatDay, formatRange, zoneAbbreviation } from "@/lib/time/format";
import { contains, overlaps } from "@/lib/time/range";
import type { DayPlan } from "./day-plan";

type GridHeadProps = {
  plans: readonly DayPlan[];
  zone: string;
  columns: string;
  head: RefObject<HTMLDivElement | null>;
  /** Goes to a day by itself; without it the days are just named. */
  onDay?: (day: Date) => void;
};

/** The days above their columns, with the holidays and events that people put on the schedule. Stays in sight. */
export function GridHead({ plans, zone, columns, head, onDay }: GridHeadProps) {
  const [first] = plans;
  return (
    <div
      ref={head}
      style={{ gridTemplateColumns: columns }}
      className="sticky top-0 z-10 grid min-w-fit border-line border-b bg-panel print:static"
    >
      <div className="px-2 py-2.5 text-right text-2xs text-ink-2" title={zone}>
        {first && zoneAbbreviation(first.day.start, zone)}
      </div>
      {plans.map((plan) => (
        <DayHead key={plan.day.start.getTime()} plan={plan} zone={zone} isAlone={plans.length === 1} onDay={onDay} />
      ))}
    </div>
  );
}

type DayHeadProps = { plan: DayPlan; zone: string; isAlone: boolean; onDay?: (day: Date) => void };

function DayHead({ plan, zone, isAlone, onDay }: DayHeadProps) {
  const now = useNow(60);
  const today = contains(plan.day, now);
  const freezes = plan.freezes.filter(({ of }) => overlaps(of.during, plan.day));
  const name = formatDay(plan.day.start, zone, isAlone ? "long" : "short");
  return (
    <div className="relative min-w-0 border-line border-l px-2.5 py-2">
      <h3
        // Beside the lane for what needs no window it ends where that begins.
        style={plan.anytime.length > 0 && plan.anytimeLeft > 0 ? { maxWidth: `${plan.anytimeLeft * 100}%` } : undefined}
        className={clsx("@container truncate text-base", today ? "font-bold text-accent" : "font-semibold")}
      >
        {onDay ? (
          <button
            type="button"
            className="hit-area hover:underline"
            aria-label={`${formatDay(plan.day.start, zone, "full")}, show this day`}
            onClick={() => onDay(plan.day.start)}
          >
            {name}
          </button>
        ) : (
          name
        )}
        {today && <span className="ml-1.5 font-normal text-ink-2 text-xs">today</span>}
        {freezes.length > 0 && (
          <span
            className="ml-1.5 font-normal text-risk text-xs"
            title={freezes.map(({ of }) => `${of.name}, ${formatRange(of.during, zone)}`).join("\n")}
          >
            <Mark name="square" className="@min-[9.5rem]:hidden inline-block align-middle" />
            <span className="@max-[9.5rem]:sr-only">frozen</span>
          </span>
        )}
      </h3>
      {plan.marks.map(({ of: mark }) => (
        <p
          key={mark.id}
          title={`${mark.title}, ${mark.calendarName}`}
          className="mt-1 flex items-center gap-1 truncate rounded-sm bg-sunken px-1.5 text-2xs text-ink-2"
        >
          <CalendarHeart className="size-3 shrink-0" aria-hidden="true" />
          <span className="truncate">{mark.title}</span>
        </p>
      ))}
      {plan.anytime.length > 0 && plan.anytimeLeft > 0 && (
        <span
          style={{ left: `${plan.anytimeLeft * 100}%` }}
          className="absolute top-2 right-0 truncate bg-panel px-1 text-center text-2xs text-ink-2"
        >
          anytime
        </span>
      )}
    </div>
  );
}
