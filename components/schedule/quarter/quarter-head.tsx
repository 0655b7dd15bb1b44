"use client";

import { clsx } from "clsx";
import { useNow } from "@/components/ui/use-now";
import { isoWeek, localDate } from "@/lib/time/calendar";
import { formatDay, formatMonths } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import { across } from "./row-frame";

type QuarterHeadProps = { days: readonly Range[]; zone: string; onDay: (day: Date) => void };

/** The months and weeks above the rows. Stays in sight. */
export function QuarterHead({ days, zone, onDay }: QuarterHeadProps) {
  const now = useNow(60);
  const months = groupsOf(days, (day) => localDate(day.start, zone).slice(0, 7));
  const weeks = groupsOf(days, (day) => String(isoWeek(day.start, zone).week));
  return (
    <div className="sticky top-0 z-10 grid grid-cols-[9.5rem_minmax(0,1fr)] border-line border-b bg-panel phone:grid-cols-[6.5rem_minmax(0,1fr)] print:static">
      <div className="sticky left-0 z-1 border-line border-r bg-panel" />
      <div className="relative h-12">
        {months.map(({ from, to }) => {
          const range = rangeOf(days, from, to);
          return (
            <span
              key={from}
              style={across(from, to, days.length)}
              className="absolute top-0 truncate border-line border-l px-2 py-1 font-semibold text-sm"
            >
              {range && formatMonths(range, zone)}
            </span>
          );
        })}
        {weeks.map(({ from, to, key }) => {
          const first = days[from];
          // A week that the months cut to a day or two is too narrow to press.
          if (first === undefined || to - from < 3) return null;
          const isNow = days.slice(from, to).some((day) => contains(day, now));
          return (
            <button
              key={from}
              type="button"
              style={across(from, to, days.length)}
              aria-label={`Week ${key}, from ${formatDay(first.start, zone, "full")}, show it`}
              onClick={() => onDay(first.start)}
              className={clsx(
                "absolute bottom-0 h-6 truncate border-line border-t border-l px-1 text-left text-2xs hover:bg-sunken",
                isNow ? "font-bold text-accent" : "text-ink-2",
              )}
            >
              {to - from >= 4 && `w${key} · ${formatDay(first.start, zone, "short").split(" ")[1]}`}
            </button>
          );
        })}
      </div>
    </div>
  );
}

function rangeOf(days: readonly Range[], from: number, to: number): Range | undefined {
  const [first, last] = [days[from], days[to - 1]];
  return first && last && { start: first.start, end: last.end };
}

/** Days that follow each other with the same key, from one to before another. */
function groupsOf(days: readonly Range[], keyOf: (day: Range) => string): { key: string; from: number; to: number }[] {
  const groups: { key: string; from: number; to: number }[] = [];
  for (const [index, day] of days.entries()) {
    const key = keyOf(day);
    const last = groups.at(-1);
    if (last?.key === key) last.to = index + 1;
    else groups.push({ key, from: index, to: index + 1 });
  }
  return groups;
}
