"use client";

import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type ReleaseState, releaseStates } from "@/lib/domain/release-state";

/** What the filter "status" offers: what is on its way comes first in mind, single states after it. */
export const statusFilters = ["open", ...releaseStates] as const;
export type StatusFilter = (typeof statusFilters)[number];

const openStates: readonly ReleaseState[] = ["draft", "with_qa", "with_dev", "accepted", "departing", "failed"];

/** The filters of the list stand in the address: they survive a reload and can be sent to somebody. */
export function useReleaseFilters() {
  const [filters, setFilters] = useQueryStates({
    q: parseAsString.withDefault(""),
    status: parseAsStringLiteral(statusFilters),
    team: parseAsString.withDefault(""),
    service: parseAsString.withDefault(""),
  });
  const { q, status, team, service } = filters;
  return {
    filters,
    input: {
      status: status === "open" ? [...openStates] : status === null ? undefined : [status],
      teamId: team || undefined,
      serviceId: service || undefined,
      search: q.trim() || undefined,
    },
    set: (change: Partial<typeof filters>) =>
      setFilters(change, change.q === undefined ? {} : { limitUrlUpdates: debounce(250) }),
    clear: () => setFilters(null),
    isFiltered: q !== "" || status !== null || team !== "" || service !== "",
  };
}
export type ReleaseFilters = ReturnType<typeof useReleaseFilters>["filters"];
