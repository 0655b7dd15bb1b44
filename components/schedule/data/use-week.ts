"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { type ScheduleView, weekInputOf } from "@/components/schedule/address/schedule-view";
import { useNow } from "@/components/ui/use-now";
import { useIsLive } from "./use-is-live";
import { useLiveWeeks } from "./use-live-weeks";
import { weekPlanOf } from "./week-plan";
import { weekQuery } from "./week-query";

/** The week around the day in view, with the room that is free in it at the moment. */
export function useWeek(view: ScheduleView | undefined) {
  const queryClient = useQueryClient();
  const { options, first } = weekQuery(queryClient, view);
  // With a screenful at hand there is time until changes are heard of: what is read then need not be read again at once.
  const isLive = useIsLive();
  const enabled = options.enabled && (first === undefined || isLive);
  const query = useQuery({ ...options, enabled, placeholderData: first ?? keepPreviousData });
  useLiveWeeks(view === undefined ? [] : [weekInputOf(view)]);
  const now = useNow(60);
  const { data } = query;
  const from = view?.week.start.getTime();
  const plan = useMemo(
    () => (data === undefined || from === undefined ? undefined : weekPlanOf(data, new Date(from), now)),
    [data, from, now],
  );
  return {
    plan,
    queryKey: options.queryKey,
    error: query.error,
    refetch: query.refetch,
    /** What is shown belongs to another week. */
    isOld: query.isPlaceholderData && first === undefined,
  };
}
