"use client";

import { useNow } from "@/components/ui/use-now";
import { minuteOfDay } from "@/lib/time/calendar";
import { formatInstant } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import type { HourScale } from "./hour-scale";

/** Where in its day the present is. Nothing on other days. */
export function NowLine({ day, scale, zone }: { day: Range; scale: HourScale; zone: string }) {
  const now = useNow(60);
  if (!contains(day, now)) return null;
  return (
    <div
      aria-hidden="true"
      style={{ top: scale.yOf(minuteOfDay(now, zone)) }}
      className="pointer-events-none absolute inset-x-0 z-4 border-accent border-t-2"
    >
      <span
        suppressHydrationWarning
        className="absolute -top-[9px] right-1 rounded-sm bg-accent px-1.5 font-semibold text-2xs text-on-accent leading-4"
      >
        {formatInstant(now, zone, "time")}
      </span>
    </div>
  );
}
