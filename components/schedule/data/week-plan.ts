import type { Slot, TakenPlace, Week, WeekPlan } from "@/components/schedule/schedule-data";
import { bookableRoom } from "@/lib/domain/free-room";
import { liveSlotStates } from "@/lib/domain/slot-state";
import { licencesAt } from "./licences-at";

const minuteMs = 60_000;

export const isLive = ({ status }: Pick<Slot, "status">) => (liveSlotStates as readonly string[]).includes(status);

/** The calendar of a week: its free room is worked out here, at this moment, so that a change of one slot shows at once. */
export function weekPlanOf(week: Week, from: Date, now: Date): WeekPlan {
  const { environment, occurrences, freezes, marks, slots } = week;
  const taken = week.rest.map(([opening, lane, start, end], index): TakenPlace => {
    const at = (minute: number) => new Date(from.getTime() + minute * minuteMs);
    const occurrenceId = occurrences[opening]?.id ?? null;
    return { id: `taken ${index}`, occurrenceId, lane, during: { start: at(start), end: at(end) } };
  });
  const free = bookableRoom(environment.id, occurrences, [...slots.filter(isLive), ...taken], freezes, now);
  const anytime = { services: licencesAt(week.anytime.services, environment.zone, now) };
  return { environment, occurrences, freezes, marks, slots, anytime, taken, free };
}

/** Whether nothing opens and nothing stands in the week, and a slot would need a window there. */
export function hasNothing({ occurrences, slots, environment }: WeekPlan): boolean {
  return occurrences.length + slots.length === 0 && !environment.defaultOpen;
}
