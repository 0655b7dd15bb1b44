"use client";

import { StatusChip } from "@/components/ui/chip";
import { useNow } from "@/components/ui/use-now";
import type { InboxEntry } from "@/lib/approvals/input/inbox-output";
import { formatDuration, formatInstant } from "@/lib/time/format";

const minute = 60_000;
const day = 24 * 60 * minute;

type DueChipProps = {
  entry: Pick<InboxEntry, "during" | "environment" | "gates">;
  /** Where the time of the slot stands beside it. */
  short?: boolean;
};

/**
 * Until when the signatures are needed, as long as some are: the start of the slot. After that every minute is one that it opens
 * late.
 */
export function DueChip({ entry, short }: DueChipProps) {
  const now = useNow(15);
  const { during, environment, gates } = entry;
  if (gates.some(({ gate, passed }) => gate === "approvals" && passed)) {
    return <StatusChip tone="clear">signed</StatusChip>;
  }
  const left = during.start.getTime() - now.getTime();
  if (left <= 0) return <StatusChip tone="risk">due now: it waits for this</StatusChip>;
  const due = short ? "due" : `due ${formatInstant(during.start, environment.zone)},`;
  return (
    <StatusChip tone={left < day ? "waiting" : "neutral"} mark="dots">
      {/* The server's clock and the browser's differ by moments. */}
      <span suppressHydrationWarning>{`${due} in ${formatDuration(Math.max(minute, left))}`}</span>
    </StatusChip>
  );
}
