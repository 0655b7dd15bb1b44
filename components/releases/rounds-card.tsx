"use client";

import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RowList } from "@/components/ui/row-list";
import { BarLegend } from "@/components/ui/stacked-bar";
import { useNow } from "@/components/ui/use-now";
import { roundTimes } from "@/lib/domain/round-times";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";
import { RoundRow } from "./round-row";
import { inWords } from "./round-words";

/** The to and fro between development and QA, newest on top, and where the time went. */
export function RoundsCard({ release }: { release: ReleaseDetail }) {
  const now = useNow(60);
  const handoffs = release.rounds.flatMap((round) => round.handoff ?? []).reverse();
  // The rework after a last rejection ends when the release does.
  const isOver = release.status === "withdrawn";
  const times = roundTimes(handoffs, isOver ? release.statusSince : now);
  const total = (part: keyof (typeof times)[number]) => times.reduce((sum, time) => sum + time[part], 0);
  const longest = Math.max(0, ...times.map(({ waitingMs, testingMs, reworkMs }) => waitingMs + testingMs + reworkMs));
  return (
    <Card title="Rounds" aside="to and fro so far">
      {release.rounds.length === 0 ? (
        <EmptyState title="No build yet">The first build that is handed over becomes rc 1.</EmptyState>
      ) : (
        <RowList label="Rounds">
          {release.rounds.map((round, index) => (
            <RoundRow
              key={round.buildId}
              round={round}
              before={release.rounds[index + 1]?.number}
              times={times[handoffs.findIndex((handoff) => handoff.id === round.handoff?.id)]}
              longest={longest}
              zone={release.zone}
            />
          ))}
        </RowList>
      )}
      {longest > 0 && (
        <div className="mt-3">
          <BarLegend
            items={[
              { tone: "waiting", label: `waiting ${inWords(total("waitingMs"))}` },
              { tone: "accent", label: `in test ${inWords(total("testingMs"))}` },
              { tone: "risk", label: `rework ${inWords(total("reworkMs"))}` },
            ]}
          />
        </div>
      )}
    </Card>
  );
}
