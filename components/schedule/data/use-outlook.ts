"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { daysInputOf, firstTimelineInputOf, timelineInputOf } from "@/components/schedule/address/outlook-input";
import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import type { Timeline } from "@/components/schedule/schedule-data";
import type { SlotFilter } from "@/lib/domain/slot-filter";
import { api } from "@/lib/rpc/client";
import { useIsLive } from "./use-is-live";

/** What each day of the month in view holds. */
export function useDays(view: ScheduleView, filter: SlotFilter) {
  return useQuery({
    ...api.slots.days.queryOptions({ input: daysInputOf(view, filter) }),
    placeholderData: keepPreviousData,
  });
}

/** The quarter in view as rows of days. The page came with when the slots are; how they stand may follow a moment later. */
export function useTimeline(view: ScheduleView, filter: SlotFilter, by: "team" | "environment") {
  const queryClient = useQueryClient();
  const firstKey = api.slots.timeline.queryKey({ input: firstTimelineInputOf(view, filter, by) });
  const first = queryClient.getQueryData<Timeline>(firstKey);
  const isLive = useIsLive();
  return useQuery({
    ...api.slots.timeline.queryOptions({ input: timelineInputOf(view, filter, by) }),
    ...(first?.isJudged
      ? { initialData: first, initialDataUpdatedAt: queryClient.getQueryState(firstKey)?.dataUpdatedAt }
      : { enabled: first === undefined || isLive, placeholderData: first ?? keepPreviousData }),
  });
}
