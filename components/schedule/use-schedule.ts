"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { localDate } from "@/lib/time/calendar";
import { scheduleView, weekInputOf, weeksFrom } from "./schedule-view";

const addresses = {
  env: parseAsString,
  day: parseAsString,
  team: parseAsString,
  zone: parseAsString,
  days: parseAsString,
  slot: parseAsString,
  /** A release for which a place is looked for: the form to book one stands open with it. */
  release: parseAsString,
};

/** Which week of what is in view (the address says it), and its plan as it stands. */
export function useSchedule() {
  const [query, setQuery] = useQueryStates(addresses, { history: "push", clearOnDefault: true });
  const now = useNow(60);
  const choices = useQuery(api.slots.choices.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const view = choices.data && scheduleView(query, choices.data, now);
  const week = useQuery({
    ...api.slots.week.queryOptions({ input: weekInputOf(view) }),
    enabled: view !== undefined,
    placeholderData: keepPreviousData,
  });
  const goToDay = (day: Date | null) =>
    setQuery({ day: day === null || view === undefined ? null : localDate(day, view.zone) });
  return {
    query,
    setQuery,
    choices,
    view,
    week,
    goToDay,
    goToWeek: (weeks: number) => view && goToDay(weeksFrom(view.day, weeks, view.zone)),
  };
}
