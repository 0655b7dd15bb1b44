import { type ReleaseKind, releaseKinds } from "@/lib/domain/release-state";
import type { SlotFilter } from "@/lib/domain/slot-filter";
import { type SlotSummaryState, slotSummaryStates } from "@/lib/domain/slot-summary";

export const viewNames = ["day", "week", "month", "quarter", "agenda"] as const;
export type ViewName = (typeof viewNames)[number];

/** Every word that the address of the schedule knows, as it stands there. A list is written with commas between. */
export const addressNames = [
  "view",
  /** An environment, several, or `all`; the last stop of the path unless told. */
  "env",
  /** A day in view, `2026-11-24`; today unless told. */
  "day",
  "team",
  "service",
  "state",
  "kind",
  /** `1`: only what the reader booked, holds or made. */
  "mine",
  /** `mine`: the reader's own; a zone's name: that one; the environment's unless told. */
  "zone",
  /** `7`: weekends too, when nothing happens in them. */
  "days",
  /** The rows of a quarter: `environment`, or teams unless told. */
  "by",
  "slot",
  /** A release for which a place is looked for: the form to book one stands open with it. */
  "release",
] as const;
export type AddressName = (typeof addressNames)[number];
export type AddressWords = Readonly<Record<AddressName, string | null>>;

const listOf = (word: string | null) => (word ?? "").split(",").filter(Boolean);

const known = <T extends string>(words: readonly T[], wanted: readonly string[]): T[] =>
  words.filter((word) => wanted.includes(word));

/** The view that an address names; what it names wrongly is as if it named none. */
export function viewNameOf({ view }: Pick<AddressWords, "view">): ViewName | null {
  return viewNames.find((name) => name === view) ?? null;
}

/** What an address narrows the schedule to. Ids that mean nothing narrow to nothing, as they should: no slot is of that team. */
export function filterOf({ team, service, state, kind, mine }: AddressWords): SlotFilter {
  const states: SlotSummaryState[] = known(slotSummaryStates, listOf(state));
  const kinds: ReleaseKind[] = known(releaseKinds, listOf(kind));
  return {
    ...(team ? { teamIds: listOf(team) } : {}),
    ...(service ? { serviceIds: listOf(service) } : {}),
    ...(states.length > 0 ? { states } : {}),
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(mine === "1" ? { mine: true } : {}),
  };
}

/** A list as the address writes it; an empty one is left out. */
export function wordOf(list: readonly string[]): string | null {
  return list.length === 0 ? null : list.join(",");
}

/** The words of the filter in an address. */
export function wordsOfFilter(filter: SlotFilter): Pick<AddressWords, "team" | "service" | "state" | "kind" | "mine"> {
  return {
    team: wordOf(filter.teamIds ?? []),
    service: wordOf(filter.serviceIds ?? []),
    state: wordOf(filter.states ?? []),
    kind: wordOf(filter.kinds ?? []),
    mine: filter.mine ? "1" : null,
  };
}

export const noFilter = wordsOfFilter({});

/** Reads an address, however it is held. */
export function addressFrom(read: (name: AddressName) => string | null | undefined): AddressWords {
  return Object.fromEntries(addressNames.map((name) => [name, read(name) || null])) as AddressWords;
}
