"use client";

import { ProgressBar } from "@/components/ui/progress-bar";
import { useNow } from "@/components/ui/use-now";
import { slackOf } from "@/lib/domain/must-make";
import { queueAge } from "@/lib/domain/queue-order";
import type { QueueCard } from "@/lib/handoffs/input";
import { formatDuration } from "@/lib/time/format";
import { ageTone } from "./queue-words";

const minute = 60_000;
const rounded = (ms: number) => formatDuration(Math.max(minute, ms));

/** How much of its time a build has spent with QA, how old it is, and how much may still be lost. */
export function AgeBar({ card }: { card: QueueCard }) {
  const now = useNow(60);
  const { handedOverAt, mustMake } = card;
  const share = queueAge(card, now);
  const age = rounded(now.getTime() - handedOverAt.getTime());
  const until = mustMake === null ? "two days" : "the time until it must be accepted";
  const slack = slackOf(card, now);
  return (
    <div
      className="mt-2.5 grid gap-1"
      title={`${age} with QA: ${Math.round(share * 100)} % of ${until}`}
      // The server's clock and the browser's differ by moments.
      suppressHydrationWarning
    >
      <ProgressBar value={share} max={1} tone={ageTone(share)} label={`Used of ${until}`} />
      <p className="flex justify-between gap-3 text-2xs text-ink-2" suppressHydrationWarning>
        <span>{age} with QA</span>
        {slack !== null && (
          <span className={slack < 0 ? "font-semibold text-risk" : undefined}>
            {slack < 0 ? `${rounded(-slack)} too little` : `slack ${rounded(slack)}`}
          </span>
        )}
      </p>
    </div>
  );
}
