"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarRange } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import type { ScheduleView } from "./address/schedule-view";

type NoOpeningsProps = { view: ScheduleView; mayManageWindows: boolean; onGoTo: (day: Date) => void };

const stretches = {
  day: "on this day",
  week: "in this week",
  agenda: "in this week",
  month: "in this month",
  quarter: "in these months",
};

/** A stretch in which nothing opens: when it does, or that there is no window yet and what to do about it. */
export function NoOpenings({ view, mayManageWindows, onGoTo }: NoOpeningsProps) {
  const { environment, zone } = view;
  const next = useQuery(
    api.slots.freeRanges.queryOptions({ input: { environmentId: environment.id, durationMinutes: 15, limit: 1 } }),
  );
  if (next.isPending) return <Skeleton className="m-7 h-40!" />;
  const [place] = next.data?.places ?? [];
  if (place !== undefined) {
    return (
      <EmptyState
        className="m-4 md:m-7"
        icon={<CalendarRange />}
        title={`${environment.name} does not open ${stretches[view.name]}`}
        action={<Button onClick={() => onGoTo(place.during.start)}>Go there</Button>}
      >
        The next free room is in {place.windowName}, {formatInstant(place.during.start, zone)}.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      className="m-4 md:m-7"
      icon={<CalendarRange />}
      title={`${environment.name} has no window ahead`}
      action={
        mayManageWindows && (
          <ButtonLink variant="primary" href="/settings/windows">
            Set up a window
          </ButtonLink>
        )
      }
    >
      A window says on which days and hours deployments may go out. Slots are booked inside it.
      {!mayManageWindows && " A release manager can set one up."}
    </EmptyState>
  );
}
