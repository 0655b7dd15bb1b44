"use client";

import { StatTile } from "@/components/ui/stat-tile";
import { useNow } from "@/components/ui/use-now";
import type { Queue } from "@/lib/handoffs/input";
import { formatDuration } from "@/lib/time/format";

const minute = 60_000;
const longMs = 24 * 60 * minute;

/** How the queue does, in five figures. A phone has the first two beside its columns already. */
export function QueueFigures({ queue }: { queue: Queue }) {
  const now = useNow(60);
  const waiting = queue.cards.filter((card) => card.column === "waiting");
  const testing = queue.cards.filter((card) => card.column === "testing");
  const { medianWaitMinutes, bouncedShare, judgedReleases } = queue.figures;
  const oldest = waiting.reduce((age, card) => Math.max(age, now.getTime() - card.handedOverAt.getTime()), 0);
  return (
    <div className="grid gap-3 px-4 pt-4 pb-3 md:grid-cols-5 md:px-5 phone:grid-cols-3 phone:gap-2 phone:[&_dd+dd]:hidden phone:[&_dd]:text-lg">
      <StatTile className="phone:hidden" label="Waiting for QA" value={waiting.length} />
      <StatTile className="phone:hidden" label="In test" value={testing.length} />
      <StatTile
        label="Median wait, 30 days"
        value={medianWaitMinutes === null ? "–" : formatDuration(Math.max(minute, medianWaitMinutes * minute))}
      />
      <StatTile
        label="Bounced at least once"
        value={bouncedShare === null ? "–" : `${Math.round(bouncedShare * 100)} %`}
        detail={judgedReleases === 0 ? "nothing judged in 30 days" : `of ${judgedReleases} in 30 days`}
      />
      <StatTile
        label="Oldest waiting"
        tone={oldest > longMs ? "risk" : "neutral"}
        value={
          // The server's clock and the browser's differ by moments.
          <span suppressHydrationWarning>{waiting.length === 0 ? "–" : formatDuration(Math.max(minute, oldest))}</span>
        }
      />
    </div>
  );
}
