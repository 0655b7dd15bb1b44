"use client";

import { ProgressBar } from "@/components/ui/progress-bar";
import { useNow } from "@/components/ui/use-now";
import { queueAge } from "@/lib/domain/queue-order";
import type { QueueCard } from "@/lib/handoffs/input";
import { formatDuration } from "@/lib/time/format";
import { ageTone } from "./queue-words";

/** How much of the time until its departure a build has spent with QA; of two days when none is booked. */
export function AgeBar({ card }: { card: QueueCard }) {
  const now = useNow(60);
  const { kind, handedOverAt, departure } = card;
  const share = queueAge({ kind, handedOverAt, departsAt: departure?.start ?? null }, now);
  const age = formatDuration(Math.max(60_000, now.getTime() - handedOverAt.getTime()));
  const until = departure === null ? "two days" : "the time until its departure";
  return (
    <div
      className="mt-2.5 grid gap-1"
      title={`${age} with QA: ${Math.round(share * 100)} % of ${until}`}
      // The server's clock and the browser's differ by moments.
      suppressHydrationWarning
    >
      <ProgressBar value={share} max={1} tone={ageTone(share)} label={`Used of ${until}`} />
      <p className="text-2xs text-ink-2" suppressHydrationWarning>
        {age} with QA
      </p>
    </div>
  );
}
