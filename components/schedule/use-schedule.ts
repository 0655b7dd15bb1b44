"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useNow } from "@/components/ui/use-now";
import type { SlotFilter } from "@/lib/domain/slot-filter";
import { api } from "@/lib/rpc/client";
import { localDate } from "@/lib/time/calendar";
import { addressFrom, addressNames, filterOf } from "./address/schedule-address";
import { dayAfter, scheduleView } from "./address/schedule-view";

const parsers = Object.fromEntries(addressNames.map((name) => [name, parseAsString])) as Record<
  (typeof addressNames)[number],
  typeof parseAsString
>;

/** What is in view (the address says it), and the ways to something else. */
export function useSchedule() {
  const [query, setQuery] = useQueryStates(parsers, { history: "push", clearOnDefault: true });
  const now = useNow(60);
  const choices = useQuery(api.slots.choices.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const { view: viewWord, env, day, zone } = query;
  const asked = useMemo(() => ({ view: viewWord, env, day, zone }), [viewWord, env, day, zone]);
  const current = choices.data && scheduleView(asked, choices.data, now);
  // The same object as long as it says the same: `now` turns every minute, and only its day counts.
  const key = current && JSON.stringify(current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the view, written out.
  const view = useMemo(() => current, [key]);
  const narrowing = JSON.stringify(filterOf(addressFrom((name) => query[name])));
  const filter = useMemo(() => JSON.parse(narrowing) as SlotFilter, [narrowing]);
  const goToDay = (to: Date | null) =>
    setQuery({ day: to === null || view === undefined ? null : localDate(to, view.zone) });
  return {
    query,
    setQuery,
    choices,
    view,
    filter,
    goToDay,
    step: (steps: number) => view && goToDay(dayAfter(view, steps)),
  };
}
