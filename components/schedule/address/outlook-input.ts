import type { SlotFilter } from "@/lib/domain/slot-filter";
import type { ScheduleView } from "./schedule-view";

/** The same input on the server and in the browser, so that what a page fetched is what its components find. */

function wideInputOf({ environments, range, zone }: ScheduleView, filter: SlotFilter) {
  const { teamIds, serviceIds, states, kinds, mine } = filter;
  return {
    environmentIds: environments.map(({ id }) => id),
    from: range.start.toISOString(),
    to: range.end.toISOString(),
    zone,
    ...(teamIds ? { teamIds: teamIds.filter(isId) } : {}),
    ...(serviceIds ? { serviceIds: serviceIds.filter(isId) } : {}),
    ...(states ? { states: [...states] } : {}),
    ...(kinds ? { kinds: [...kinds] } : {}),
    mine: mine ?? false,
  };
}

/** What is no id (an address can say anything) is left out; a list of nothing but such finds nothing, and is asked as one. */
const isId = (id: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id);

/** So many slots of a day a month shows. */
const slotsOfADay = 4;

export const daysInputOf = (view: ScheduleView, filter: SlotFilter) => ({
  ...wideInputOf(view, filter),
  perDay: slotsOfADay,
});

export const timelineInputOf = (view: ScheduleView, filter: SlotFilter, by: "team" | "environment") => ({
  ...wideInputOf(view, filter),
  by,
});

/** What a page fetches before anything is drawn: of a few hundred slots how they stand, of more just when they are. */
export const firstTimelineInputOf = (view: ScheduleView, filter: SlotFilter, by: "team" | "environment") => ({
  ...timelineInputOf(view, filter, by),
  judgeAtMost: 400,
});
