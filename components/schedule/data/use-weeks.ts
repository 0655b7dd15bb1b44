"use client";

import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { type ScheduleView, weekInputOf } from "@/components/schedule/address/schedule-view";
import type { Week } from "@/components/schedule/schedule-data";
import { useNow } from "@/components/ui/use-now";
import { addDaysInZone } from "@/lib/time/calendar";
import { useIsLive } from "./use-is-live";
import { useLiveWeeks } from "./use-live-weeks";
import { weekPlanOf } from "./week-plan";
import { weekQuery } from "./week-query";

/** So many weeks from the one in view on, of every environment in view: one after the other as they come. */
export function useWeeks(view: ScheduleView, count: number) {
  const { environments, week, zone } = view;
  const queryClient = useQueryClient();
  const isLive = useIsLive();
  const wanted = useMemo(() => {
    const weeks = Array.from({ length: count }, (_, index) => ({
      start: addDaysInZone(week.start, index * 7, zone),
      end: addDaysInZone(week.end, index * 7, zone),
    }));
    return weeks.flatMap((each) => environments.map((environment) => ({ environment, week: each })));
  }, [environments, week.start, week.end, zone, count]);
  const answers = useQueries({
    queries: wanted.map((each) => {
      const { options, first } = weekQuery(queryClient, each);
      return { ...options, enabled: options.enabled && (first === undefined || isLive), placeholderData: first };
    }),
    combine: (list) => ({
      weeks: list.map(({ data }) => data as Week | undefined),
      isPending: list.some(({ isPending }) => isPending),
      error: list.find(({ error }) => error)?.error ?? null,
      refetch: () => Promise.all(list.map((one) => one.refetch())),
    }),
  });
  useLiveWeeks(wanted.map(weekInputOf));
  const now = useNow(60);
  const plans = useMemo(
    () =>
      wanted.flatMap(({ week: of }, index) => {
        const data = answers.weeks[index];
        return data ? [{ week: of, plan: weekPlanOf(data, of.start, now) }] : [];
      }),
    [wanted, answers.weeks, now],
  );
  return { ...answers, plans };
}
