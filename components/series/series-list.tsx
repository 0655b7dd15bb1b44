"use client";

import { useQuery } from "@tanstack/react-query";
import { Repeat } from "lucide-react";
import { type ReactNode, useState } from "react";
import { TeamName } from "@/components/services/team-name";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Row, RowList } from "@/components/ui/row-list";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { describeRule } from "@/lib/time/describe-rule";
import { formatRange } from "@/lib/time/format";
import { EndSeriesDialog } from "./end-series-dialog";

export type SeriesRow = Awaited<ReturnType<typeof api.slots.listSeries.call>>["series"][number];

/** The recurring bookings, each with its coming slots and what they ship. */
export function SeriesList({ action }: { action: ReactNode }) {
  const { data, error } = useQuery(api.slots.listSeries.queryOptions({ input: {} }));
  if (error) {
    return (
      <Notice tone="risk" role="alert" title="Recurring bookings cannot be shown">
        {refusalOfError(error).message}
      </Notice>
    );
  }
  if (data === undefined) return <Skeleton lines={3} className="h-20!" />;
  if (data.series.length === 0) {
    return (
      <EmptyState icon={<Repeat />} title="Nothing is booked again and again" action={action}>
        Does your team ship every Tuesday at nine? Book the dates ahead, and say what they ship when you know it.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-4">
      {data.series.map((series) => (
        <SeriesCard key={series.id} series={series} />
      ))}
    </div>
  );
}

const shownSlots = 6;

function SeriesCard({ series }: { series: SeriesRow }) {
  const [ending, setEnding] = useState(false);
  const { name, team, environment, coming, endedAt, mayEnd, createdBy } = series;
  const isOver = endedAt !== null || coming.length === 0;
  return (
    <Card
      title={
        <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
          {name}
          <span className="font-normal text-sm">
            <TeamName team={team} />
          </span>
        </span>
      }
      aside={
        isOver ? (
          <StatusChip tone="neutral" mark="square">
            {endedAt === null ? "over" : "ended"}
          </StatusChip>
        ) : (
          `${coming.length} to come`
        )
      }
    >
      <div className="grid gap-3">
        <p className="text-ink-2 text-sm">
          {environment.name}, {describeRule(series)}. Booked by {createdBy}.
        </p>
        {coming.length > 0 && (
          <RowList label={`Coming slots of ${name}`}>
            {coming.slice(0, shownSlots).map(({ slotId, during, releases }) => (
              <Row
                key={slotId}
                title={
                  <TextLink plain href={`/slots/${slotId}`}>
                    {formatRange(during, environment.zone)}
                  </TextLink>
                }
                end={
                  releases.length > 0 ? (
                    <span className="text-sm">{releases.join(", ")}</span>
                  ) : (
                    <StatusChip tone="waiting" mark="dots">
                      release to be chosen
                    </StatusChip>
                  )
                }
              />
            ))}
          </RowList>
        )}
        {coming.length > shownSlots && <p className="text-ink-2 text-sm">And {coming.length - shownSlots} more.</p>}
        {mayEnd && coming.length > 0 && (
          <div>
            <Button onClick={() => setEnding(true)}>End it…</Button>
          </div>
        )}
      </div>
      {ending && <EndSeriesDialog series={series} onClose={() => setEnding(false)} />}
    </Card>
  );
}
