import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { type ReleaseState, releaseStates } from "@/lib/domain/release-state";

/** What the filter "status" offers: what is on its way comes first in mind, single states after it. */
export const statusFilters = ["open", ...releaseStates] as const;
export type StatusFilter = (typeof statusFilters)[number];

const openStates: readonly ReleaseState[] = ["draft", "with_qa", "with_dev", "accepted", "departing", "failed"];

/** The filters as the address writes them. */
export const releaseFilterParsers = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(statusFilters),
  team: parseAsString.withDefault(""),
  service: parseAsString.withDefault(""),
};
export type ReleaseFilters = { q: string; status: StatusFilter | null; team: string; service: string };

/** Reads them from the search parameters of a page. */
export const loadReleaseFilters = createLoader(releaseFilterParsers);

/** What the list is asked for. */
export function listInput({ q, status, team, service }: ReleaseFilters) {
  return {
    status: status === "open" ? [...openStates] : status === null ? undefined : [status],
    teamId: team || undefined,
    serviceId: service || undefined,
    search: q.trim() || undefined,
  };
}
