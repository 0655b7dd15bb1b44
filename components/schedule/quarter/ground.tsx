"use client";

import { useNow } from "@/components/ui/use-now";
import { indexOfDay } from "@/lib/time/calendar";
import { formatDay } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";

/** Behind the days of a row: weekends darker, and a line where the present is. */
export function Ground({ days, zone }: { days: readonly Range[]; zone: string }) {
  const now = useNow(60);
  const [first] = days;
  if (first === undefined) return null;
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(
    formatDay(first.start, zone, "short").slice(0, 3),
  );
  const day = 100 / days.length;
  const week = 7 * day;
  const start = (5 - weekday) * day;
  const isPresent = days.some((each) => contains(each, now));
  return (
    <>
      <div
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 print:hidden"
        style={{
          backgroundImage: "linear-gradient(var(--ground), var(--ground))",
          maskImage: `repeating-linear-gradient(to right, transparent 0 ${start}%, #000 ${start}% ${start + 2 * day}%, transparent ${start + 2 * day}% ${start + week}%)`,
        }}
      />
      {isPresent && (
        <span
          aria-hidden="true"
          style={{ left: `${((indexOfDay(days, now) + 0.5) / days.length) * 100}%` }}
          className="pointer-events-none absolute inset-y-0 border-accent border-l-2"
        />
      )}
    </>
  );
}
