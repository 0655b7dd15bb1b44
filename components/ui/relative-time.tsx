"use client";

import { useSyncExternalStore } from "react";
import { systemNow } from "@/lib/time/clock";
import { formatInstant, formatRelative } from "@/lib/time/format";
import { onEverySecond } from "./use-now";

type RelativeTimeProps = {
  /** The instant, as a Date or in ISO with its offset. */
  at: Date | string;
  /** The zone of the exact time in the title. */
  zone: string;
  className?: string;
};

/** "in 12 min", "3 h ago", counting by itself; the exact time with its zone on hover and for machines. */
export function RelativeTime({ at, zone, className }: RelativeTimeProps) {
  const instant = new Date(at);
  // The words are the snapshot: it renders again when they change, not every second.
  const words = () => formatRelative(instant, systemNow());
  const text = useSyncExternalStore(onEverySecond, words, words);
  return (
    // The server's clock and the browser's differ by moments: the next second mends the text.
    <time
      dateTime={instant.toISOString()}
      title={formatInstant(instant, zone, "exact")}
      className={className}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}
