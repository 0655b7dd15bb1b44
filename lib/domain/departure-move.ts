import { formatInstant } from "@/lib/time/format";
import type { WallTime } from "@/lib/time/wall-time";
import { comingDepartureStates, type DepartureState } from "./departure-state";
import { milestonesOf, NoWorkingDay } from "./milestone-times";
import { accept, type Result, refuse } from "./refusal";
import type { TrainRule, WorkingCalendar } from "./train-milestones";

export type DepartureTimes = {
  boardingAt: Date;
  cutOffAt: Date;
  qaExitAt: Date;
  goNoGoAt: Date;
  departsAt: Date;
  arrivesAt: Date;
};

type Movable = DepartureTimes & { name: string; status: DepartureState };

const later = (a: Date, b: Date) => (a > b ? a : b);
const earlier = (a: Date, b: Date) => (a < b ? a : b);

/**
 * The times of a departure that is moved to another hour: its milestones are counted back anew, each that has passed stays as it was, and
 * one that would already have passed comes at once. Refuses a time in the past (`in_the_past`), a departure that has left or does not
 * take place (`wrong_state`), and one before a milestone that is over already (`too_late`).
 */
export function decideDepartureMove(
  departure: Movable,
  to: { departsAt: Date; localStart: WallTime },
  rule: Pick<TrainRule, "zone" | "durationMinutes" | "milestones">,
  calendar: Pick<WorkingCalendar, "weekdays" | "holidays">,
  now: Date,
): Result<DepartureTimes> {
  const { name, status } = departure;
  if (!comingDepartureStates.some((state) => state === status))
    return refuse("wrong_state", `${name} is ${status}: it cannot be moved.`);
  if (to.departsAt <= now)
    return refuse("in_the_past", "A departure is moved into the future.", { field: "departsAt" });
  const passed = [departure.cutOffAt, departure.qaExitAt, departure.goNoGoAt].filter((at) => at <= now);
  const last = passed.reduce((a, b) => later(a, b), new Date(0));
  if (to.departsAt < last)
    return refuse(
      "too_late",
      `It cannot leave before ${formatInstant(last, rule.zone)}, when a milestone of it passed.`,
    );
  try {
    const { at } = milestonesOf(to.localStart, rule, calendar);
    const length = at.arrival.getTime() - at.departure.getTime();
    const keep = (was: Date, is: Date) => earlier(was <= now ? was : later(is, now), to.departsAt);
    const boardingAt = keep(departure.boardingAt, at.boarding);
    const cutOffAt = later(boardingAt, keep(departure.cutOffAt, at.cutoff));
    const qaExitAt = later(cutOffAt, keep(departure.qaExitAt, at.qa_exit));
    const goNoGoAt = later(qaExitAt, keep(departure.goNoGoAt, at.go_no_go));
    const arrivesAt = new Date(to.departsAt.getTime() + length);
    return accept({ boardingAt, cutOffAt, qaExitAt, goNoGoAt, departsAt: to.departsAt, arrivesAt });
  } catch (error) {
    if (error instanceof NoWorkingDay) return refuse("invalid_input", error.message, { field: "departsAt" });
    throw error;
  }
}
