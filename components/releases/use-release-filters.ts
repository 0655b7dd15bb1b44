"use client";

import { debounce, useQueryStates } from "nuqs";
import { listInput, type ReleaseFilters, releaseFilterParsers } from "./release-filters";

/** The filters of the list stand in the address: they survive a reload and can be sent to somebody. */
export function useReleaseFilters() {
  const [filters, setFilters] = useQueryStates(releaseFilterParsers);
  const { q, status, team, service } = filters;
  return {
    filters,
    input: listInput(filters),
    set: (change: Partial<ReleaseFilters>) =>
      setFilters(change, change.q === undefined ? {} : { limitUrlUpdates: debounce(250) }),
    clear: () => setFilters(null),
    isFiltered: q !== "" || status !== null || team !== "" || service !== "",
  };
}
