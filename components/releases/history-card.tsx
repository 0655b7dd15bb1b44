"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeText } from "@/components/ui/time-text";
import type { HistoryEvent } from "@/lib/releases/input/detail-output";
import { api } from "@/lib/rpc/client";
import { eventDetail, eventTitle } from "./history-words";
import { historyOptions } from "./list-options";

/** What happened to a release, newest first. Everything here stands in the audit log's chain. */
export function HistoryCard({ releaseId, zone }: { releaseId: string; zone: string }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.releases.history.infiniteOptions(historyOptions(releaseId)),
  );
  const events = data?.pages.flatMap((page) => page.events);
  return (
    <Card title="History" aside="every entry is signed into the chain">
      {events === undefined && <Skeleton lines={4} />}
      {events?.length === 0 && <EmptyState title="Nothing has happened yet" />}
      {events !== undefined && events.length > 0 && (
        <ol aria-label="History" className="divide-y divide-line">
          {events.map((event) => (
            <Entry key={event.id} event={event} zone={zone} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button size="sm" className="mt-3" pending={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show older
        </Button>
      )}
    </Card>
  );
}

function Entry({ event, zone }: { event: HistoryEvent; zone: string }) {
  const detail = eventDetail(event, zone);
  return (
    <li className="grid gap-x-3 gap-y-0.5 py-2 first:pt-0 md:grid-cols-[10rem_1fr]">
      <TimeText at={event.at} zone={zone} className="pt-px text-ink-2 text-sm" />
      <div className="min-w-0">
        {eventTitle(event)}
        <span className="text-ink-2 text-sm">
          {" "}
          · {event.actorName}
          {detail !== "" && ` · ${detail}`}
        </span>
      </div>
    </li>
  );
}
