"use client";

import { useNow } from "@/components/ui/use-now";
import { formatDay, formatInstant, zoneAbbreviation } from "@/lib/time/format";

/** The station's clock. It ticks each second, so that a board that stands still is seen to stand still. */
export function BoardClock({ zone }: { zone: string }) {
  const now = useNow();
  const [hours, minutes] = formatInstant(now, zone, "time").split(":");
  const isEven = now.getUTCSeconds() % 2 === 0;
  return (
    // Server and browser read their own clocks: between the two a second, or a minute, may have passed.
    <time dateTime={now.toISOString()} suppressHydrationWarning className="block shrink-0 text-right">
      <span
        suppressHydrationWarning
        className="font-medium font-mono text-lg text-waiting leading-none md:text-[2.75rem]"
      >
        {hours}
        <span suppressHydrationWarning className={isEven ? "" : "opacity-40"}>
          :
        </span>
        {minutes}
      </span>{" "}
      <span className="text-ink-2 text-sm md:hidden">{zoneAbbreviation(now, zone)}</span>
      <span suppressHydrationWarning className="block text-ink-2 text-sm phone:hidden">
        {formatDay(now, zone, "full")} · {zone}
      </span>
    </time>
  );
}
