import { clsx } from "clsx";
import { localDate } from "@/lib/time/calendar";
import { formatDay } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import type { AgendaDay } from "./agenda-days";

export function dayAnchor(day: Range, zone: string): string {
  return `day-${localDate(day.start, zone)}`;
}

/** On a phone: the seven days, to jump to. Frozen days are hatched, today is filled. */
export function DayStrip({ days, now, zone }: { days: readonly AgendaDay[]; now: Date; zone: string }) {
  return (
    <nav
      aria-label="Days"
      className="sticky top-0 z-10 -mx-4 grid grid-cols-7 border-line border-b bg-ground px-2 py-1.5 md:hidden print:hidden"
    >
      {days.map(({ day, closures }) => {
        const [weekday = "", date] = formatDay(day.start, zone, "short").split(" ");
        const isToday = contains(day, now);
        return (
          <a
            key={day.start.toISOString()}
            href={`#${dayAnchor(day, zone)}`}
            aria-label={`${formatDay(day.start, zone, "long")}${closures.length > 0 ? ", freeze" : ""}`}
            aria-current={isToday ? "date" : undefined}
            className="grid min-h-11 justify-items-center text-xs"
          >
            <span className="text-ink-2">{weekday.charAt(0)}</span>
            <span
              className={clsx(
                "grid size-8 place-items-center rounded-full font-semibold text-base",
                isToday ? "bg-primary text-on-primary" : closures.length > 0 && "bg-hatch-freeze",
              )}
            >
              {date}
            </span>
          </a>
        );
      })}
    </nav>
  );
}
