import { type WeekdayCode, weekdayCodes } from "@/lib/time/rrule";
import { type WallTime, wallTimeMs } from "@/lib/time/wall-time";
import { type Adjustment, instantOfWallMs } from "@/lib/time/zone";
import {
  type Milestone,
  type MilestoneTimes,
  milestonesBefore,
  type TrainRule,
  type WorkingCalendar,
} from "./train-milestones";

export type DerivedMilestones = {
  at: MilestoneTimes;
  /** Milestones whose wall time a clock change left out or doubled, and how it was read. */
  adjusted: Partial<Record<Milestone, Adjustment>>;
};

/** No calendar can be read whose next working day is farther away than this. */
export class NoWorkingDay extends Error {}

export const dayMs = 86_400_000;
const minuteMs = 60_000;
/** A departure is moved, and one milestone is looked for, at most so far beyond what was counted. */
export const farthestDays = 92;

export const midnight = (wall: number) => Math.floor(wall / dayMs) * dayMs;

/** Tells of a day, given as its wall midnight, whether it is worked on; `undefined` when it is. */
export function daysOff({ weekdays, holidays }: WorkingCalendar): (day: number) => "weekday" | "holiday" | undefined {
  const worked = new Set(weekdays);
  const free = new Set(holidays.map((date) => Date.parse(`${date}T00:00:00Z`)));
  return (day) => {
    if (free.has(day)) return "holiday";
    return worked.has(weekdayCodes[(new Date(day).getUTCDay() + 6) % 7] as WeekdayCode) ? undefined : "weekday";
  };
}

export type DayOff = ReturnType<typeof daysOff>;

/** The `count`th working day before (-1) or after (1) this day, which itself does not count. */
export function workingDay(from: number, count: number, step: 1 | -1, dayOff: DayOff): number {
  let day = from;
  let idle = 0;
  for (let left = count; left > 0; ) {
    day += step * dayMs;
    idle = dayOff(day) === undefined ? 0 : idle + 1;
    if (idle === 0) left -= 1;
    if (idle > farthestDays) throw new NoWorkingDay(`There is no working day within ${farthestDays} days.`);
  }
  return day;
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/**
 * The milestones of a departure that leaves when the wall clock shows `localStart`, counted back in working days. For planning,
 * and for a departure that is moved. The arrival is as long after as the rule says, by the wall clock, as windows end. A clock
 * change can push a milestone past the one after it (02:30 does not exist, 03:00 does): it then falls together with that one.
 *
 * Throws `NoWorkingDay` when the calendar knows none.
 */
export function milestonesOf(
  localStart: WallTime,
  rule: Pick<TrainRule, "zone" | "durationMinutes" | "milestones">,
  calendar: WorkingCalendar,
): DerivedMilestones {
  return milestonesAt(wallTimeMs(localStart) ?? Number.NaN, rule, daysOff(calendar));
}

export function milestonesAt(
  wall: number,
  rule: Pick<TrainRule, "zone" | "durationMinutes" | "milestones">,
  dayOff: DayOff,
): DerivedMilestones {
  const day = midnight(wall);
  const departure = instantOfWallMs(wall, rule.zone);
  const length = rule.durationMinutes * minuteMs;
  const arrival = instantOfWallMs(wall + length, rule.zone);
  const whole = new Date(departure.instant.getTime() + length);
  const at: MilestoneTimes = {
    boarding: departure.instant,
    cutoff: departure.instant,
    qa_exit: departure.instant,
    go_no_go: departure.instant,
    departure: departure.instant,
    // Pushed by the gap it keeps its length; little would be left of the way otherwise.
    arrival: departure.adjusted === "gap" || arrival.instant <= departure.instant ? whole : arrival.instant,
  };
  const adjusted: DerivedMilestones["adjusted"] = {};
  if (departure.adjusted) adjusted.departure = departure.adjusted;
  if (arrival.adjusted) adjusted.arrival = arrival.adjusted;
  let later = departure.instant;
  for (const name of milestonesBefore.toReversed()) {
    const { workingDays, at: time } = rule.milestones[name];
    const placed = instantOfWallMs(workingDay(day, workingDays, -1, dayOff) + minutesOf(time) * minuteMs, rule.zone);
    if (placed.adjusted) adjusted[name] = placed.adjusted;
    later = placed.instant < later ? placed.instant : later;
    at[name] = later;
  }
  return { at, adjusted };
}
