import type { Range } from "@/lib/time/range";
import { expandRule } from "@/lib/time/recurrence";
import { type WallTime, wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";
import { instantOfWallMs } from "@/lib/time/zone";
import {
  type DayOff,
  type DerivedMilestones,
  dayMs,
  daysOff,
  farthestDays,
  midnight,
  milestonesAt,
  workingDay,
} from "./milestone-times";
import type { DayOffPolicy, TrainRule, WorkingCalendar } from "./train-milestones";

/** One run of the timetable as the rule and the calendar give it. */
export type PlannedDeparture = DerivedMilestones & {
  /** The wall time the rule gave it: its name for life, also when a holiday or a person moves it. */
  originalLocalStart: WallTime;
  /** The wall time at which it leaves. */
  localStart: WallTime;
  /** Set when its own day is no working day: whatever the policy then did. */
  dayOff?: "weekday" | "holiday";
};

export type TrainPlan = {
  departures: PlannedDeparture[];
  /** There are more departures in the range than were asked for. */
  truncated: boolean;
  /** Departures that a day off moved to where another one leaves already: they do not take place. */
  leftOut: WallTime[];
};

/** Departures of a busy timetable (27 a day, see `maxOpenings`) in twice that many days. */
const mostAround = 6000;

/** Where the policy puts a departure whose day is no working day, keeping its time of day. */
function placeOn(wall: number, policy: DayOffPolicy, dayOff: DayOff): { wall: number; off?: "weekday" | "holiday" } {
  const off = dayOff(midnight(wall));
  if (off === undefined) return { wall };
  if (policy === "keep") return { wall, off };
  const day = midnight(wall);
  return { wall: wall - day + workingDay(day, 1, policy === "next" ? 1 : -1, dayOff), off };
}

/**
 * The departures that a timetable gives within `range` (by the instant at which they leave), in order, at most `limit`, each
 * with its milestones derived backward in working days. What one departure becomes does not depend on the range asked for.
 *
 * Departures may overlap: the next one boards while this one is on its way. Two never leave at the same instant: when a day off
 * moves one to where another leaves already, or two to the same day, only one takes place and the others are `leftOut`.
 *
 * Bounded: at most `limit` departures, each looked at for at most its working days and 92 days more. Throws what `expandRule`
 * throws, and `NoWorkingDay`; check with `decideTrainRule` before saving.
 */
export function planTrain(rule: TrainRule, calendar: WorkingCalendar, range: Range, limit = 1000): TrainPlan {
  const dayOff = daysOff(calendar);
  const slack = rule.onDayOff === "keep" ? dayMs : (farthestDays + 1) * dayMs;
  const around = { start: new Date(range.start.getTime() - slack), end: new Date(range.end.getTime() + slack) };
  // As openings of one minute: how long the way is decides nothing about when it begins.
  const starts = expandRule({ ...rule, durationMinutes: 1 }, around, limit + mostAround);
  const runs = starts.occurrences.map(({ originalLocalStart }) => {
    const original = wallTimeMs(originalLocalStart) ?? 0;
    const place = placeOn(original, rule.onDayOff, dayOff);
    return { original, ...place, leaves: instantOfWallMs(place.wall, rule.zone).instant };
  });
  const taken = new Set(runs.flatMap((run) => (run.wall === run.original ? [run.leaves.getTime()] : [])));
  const departures: PlannedDeparture[] = [];
  const leftOut: WallTime[] = [];
  for (const { original, wall, off, leaves } of runs) {
    const isInRange = leaves >= range.start && leaves < range.end;
    if (wall !== original && taken.has(leaves.getTime())) {
      if (isInRange) leftOut.push(wallTimeOfMs(original));
      continue;
    }
    taken.add(leaves.getTime());
    if (!isInRange) continue;
    departures.push({
      originalLocalStart: wallTimeOfMs(original),
      localStart: wallTimeOfMs(wall),
      ...milestonesAt(wall, rule, dayOff),
      ...(off && { dayOff: off }),
    });
  }
  departures.sort((a, b) => a.at.departure.getTime() - b.at.departure.getTime());
  return {
    departures: departures.slice(0, limit),
    truncated: starts.truncated || departures.length > limit,
    leftOut,
  };
}
