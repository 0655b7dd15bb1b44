import { asc, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments } from "@/db/schema";
import { narrows, passesFilter, type SlotFilter } from "@/lib/domain/slot-filter";
import type { Range } from "@/lib/time/range";
import { judgeSlots, type Reading, type SlotInView, seenBy, standingOnly } from "./slot-in-view";
import { loadSlotsInView } from "./slots-in-view";

export type SlotOfOutlook = SlotInView & { environmentId: string };
export type EnvironmentOfOutlook = { id: string; name: string; zone: string; defaultOpen: boolean };

/** More slots than these nobody looks at in one picture; the earliest are kept, and the answer says that there are more. */
export const mostSlots = 20_000;

export type OutlookWish = {
  environmentIds?: readonly string[];
  view: Range;
  filter: SlotFilter;
  /** Of more slots than these only is told where they stand: for a first picture, while the others are asked for. */
  judgeAtMost?: number;
};

export type Outlook = {
  environments: EnvironmentOfOutlook[];
  slots: SlotOfOutlook[];
  /** There are more than are counted. */
  isCut: boolean;
  /** Whether how they stand was asked at all. */
  isJudged: boolean;
};

/**
 * The slots of several environments (all unless named) between two instants, as far as the filter lets them through. A filter that
 * asks for more than teams needs to know the slots, and so judges them however many there are.
 */
export async function loadOutlook(
  reader: Reader,
  { environmentIds, view, filter, judgeAtMost }: OutlookWish,
  reading: Reading,
  now: Date,
): Promise<Outlook> {
  const places = await reader
    .select({
      id: environments.id,
      name: environments.name,
      zone: environments.zone,
      defaultOpen: environments.defaultOpen,
    })
    .from(environments)
    .where(environmentIds === undefined ? undefined : inArray(environments.id, [...environmentIds]))
    .orderBy(asc(environments.position));
  if (places.length === 0) return { environments: [], slots: [], isCut: false, isJudged: true };
  const ids = places.map(({ id }) => id);
  const rows = await loadSlotsInView(reader, ids, view, now);
  const shown = rows.filter((row) => mayPass(row.teamId, filter)).slice(0, mostSlots);
  const isJudged = shown.length <= (judgeAtMost ?? mostSlots) || narrows({ ...filter, teamIds: undefined });
  const { scope, personId } = reading;
  const slots = isJudged ? (await judgeSlots(reader, shown, scope, now)).slots : standingOnly(shown, scope, now);
  const all = slots.map((slot, index) => ({
    ...seenBy(slot, personId),
    environmentId: shown[index]?.environmentId ?? "",
  }));
  return {
    environments: places,
    slots: all.filter((slot) => passesFilter(slot, filter)),
    isCut: shown.length === mostSlots,
    isJudged,
  };
}

/** What can be told before a slot is judged: that spares most of the work when one team looks at its own. */
function mayPass(teamId: string | null, { teamIds }: SlotFilter): boolean {
  return teamIds === undefined || (teamId !== null && teamIds.includes(teamId));
}
