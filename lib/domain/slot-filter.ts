import type { ReleaseKind } from "./release-state";
import type { SlotSummaryState } from "./slot-summary";

/** What the schedule is narrowed to. What is left out narrows nothing; a list widens within its kind, the kinds narrow each other. */
export type SlotFilter = {
  teamIds?: readonly string[];
  serviceIds?: readonly string[];
  states?: readonly SlotSummaryState[];
  kinds?: readonly ReleaseKind[];
  /** Only what the reader booked, holds or made. */
  mine?: boolean;
};

/** What a slot shows of itself to the reader; of a taken place, nothing. */
export type FilteredSlot = {
  mine: boolean;
  team: { id: string } | null;
  releases: readonly { serviceId: string; kind: ReleaseKind }[];
  summary: { state: SlotSummaryState };
};

/** Whether the filter lets a slot through. What is not known of it (another's hold, an opaque slot) matches no list. */
export function passesFilter(slot: FilteredSlot, { teamIds, serviceIds, states, kinds, mine }: SlotFilter): boolean {
  return (
    (teamIds === undefined || (slot.team !== null && teamIds.includes(slot.team.id))) &&
    (serviceIds === undefined || slot.releases.some(({ serviceId }) => serviceIds.includes(serviceId))) &&
    (kinds === undefined || slot.releases.some(({ kind }) => kinds.includes(kind))) &&
    (states === undefined || states.includes(slot.summary.state)) &&
    (mine !== true || slot.mine)
  );
}

/** Whether the filter narrows anything at all. */
export function narrows(filter: SlotFilter): boolean {
  return Object.values(filter).some((part) => part !== undefined && part !== false);
}
