"use client";

import { ProgressBar } from "@/components/ui/progress-bar";
import { useNow } from "@/components/ui/use-now";
import { queueAge, queueSlack } from "@/lib/domain/queue-order";
import type { QueueCard } from "@/lib/handoffs/input";
import { formatDuration } from "@/lib/time/format";
import { ageTone } from "./queue-words";

const minute = 60_000;
const rounded = (ms: number) => formatDuration(Math.max(minute, ms));

/** How old a build is, how much may still be lost, and, while it is with QA, how much of its time there is used. */
export function AgeBar({ card }: { card: QueueCard }) {
  const now = useNow(60);
  const { handedOverAt, mustMake, column } = card;
  const isWithQa = column === "waiting" || column === "testing";
  const share = queueAge(card, now);
  const age = rounded(now.getTime() - handedOverAt.getTime());
  const until = mustMake === null ? "two days" : "the time until it must be accepted";
  const slack = queueSlack(card, now);
  return (
    <div
      className="mt-2.5 grid gap-1"
      title={isWithQa ? `${age} with QA: ${Math.round(share * 100)} % of ${until}` : undefined}
      // The server's clock and the browser's differ by moments.
      suppressHydrationWarning
    >
      {isWithQa && <ProgressBar value={share} max={1} tone={ageTone(share)} label={`Used of ${until}`} />}
      <p className="flex justify-between gap-3 text-2xs text-ink-2" suppressHydrationWarning>
        <span>{isWithQa ? `${age} with QA` : `handed over ${age} ago`}</span>
        {slack !== null && (
          <span className={slack < 0 ? "font-semibold text-risk" : undefined}>
            {slack >= 0
              ? `slack ${rounded(slack)}`
              : column === "accepted"
                ? `${rounded(-slack)} late`
                : `${rounded(-slack)} too little`}
          </span>
        )}
      </p>
    </div>
  );
}
