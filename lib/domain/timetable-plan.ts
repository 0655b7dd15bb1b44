import { parseInstant } from "@/lib/time/instant";
import { type WallTime, wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";
import { instantOfWallMs, wallMs } from "@/lib/time/zone";
import { milestonesOf } from "./milestone-times";
import type { TimetableEntry, TimetableFault } from "./timetable-file";
import {
  type Milestone,
  type MilestoneTimes,
  milestones,
  milestonesBefore,
  milestoneWords,
  type TrainRule,
  type WorkingCalendar,
} from "./train-milestones";

/** How a timetable of dates is read: the zone of its days, and what holds for milestones it does not name. */
export type TimetableReading = Pick<TrainRule, "zone" | "durationMinutes" | "milestones"> & {
  /** When a departure leaves whose date has no time. */
  leavesAt: string;
};

export type DatedDeparture = {
  /** What the file calls it: "M141", "3.6.0 alpha 1". */
  label: string;
  localStart: WallTime;
  at: MilestoneTimes;
};

export type DatedTrain = { name: string; departures: DatedDeparture[] };

const minuteMs = 60_000;
/** As many as a rule can list: the first and a thousand extra dates. */
const mostDepartures = 1_001;
const dayOf = (wall: number) => Math.floor(wall / (1_440 * minuteMs));
const earliest = Date.UTC(1970, 0, 2);
const latest = Date.UTC(2199, 11, 30);

/**
 * The trains and departures that a file's dates make, each train's in order of time. What the file does not say is derived: a
 * milestone from the reading's working days, clamped so that none stands after the one that follows it; a time of day from its rule.
 * Two departures of a train on one moment leave a minute after each other: each is a departure of its own, and none is lost.
 *
 * Faults, with their place: a date that does not exist (2019-09-38), a departure without its date, one milestone given twice, one
 * that stands after the next. A departure with a fault is not among the trains. One pass, bounded by the number of entries.
 */
export function planTimetable(
  entries: readonly TimetableEntry[],
  reading: TimetableReading,
  calendar: WorkingCalendar,
): { trains: DatedTrain[]; faults: TimetableFault[] } {
  const faults: TimetableFault[] = [];
  const trains = new Map<string, Map<string, TimetableEntry[]>>();
  for (const entry of entries) {
    const ofTrain = trains.get(entry.train) ?? new Map<string, TimetableEntry[]>();
    trains.set(entry.train, ofTrain);
    const dates = ofTrain.get(entry.departure);
    if (dates) dates.push(entry);
    else ofTrain.set(entry.departure, [entry]);
  }
  const planned = [...trains].map(([name, ofTrain]) => {
    const departures = [...ofTrain].flatMap(([label, dates]) => {
      const found: TimetableFault[] = [];
      const departure = departureOf(label, dates, reading, calendar, found);
      faults.push(...found);
      return departure === undefined || found.length > 0 ? [] : [departure];
    });
    if (departures.length <= mostDepartures) return { name, departures: apart(departures, reading.zone) };
    faults.push({
      where: name,
      message: `It has ${departures.length} departures; a train has at most ${mostDepartures}.`,
    });
    return { name, departures: [] };
  });
  return { trains: planned.filter(({ departures }) => departures.length > 0), faults };
}

function departureOf(
  label: string,
  dates: readonly TimetableEntry[],
  reading: TimetableReading,
  calendar: WorkingCalendar,
  faults: TimetableFault[],
): DatedDeparture | undefined {
  const walls = new Map<Milestone, number>();
  /** Those whose date has no time: their hour is a guess, and orders nothing. */
  const days = new Set<Milestone>();
  for (const { milestone, at, where } of dates) {
    const wall = wallOf(at, timeOf(milestone, reading), reading.zone);
    if (wall === undefined) faults.push({ where, message: `"${at.slice(0, 40)}" is no date that exists.` });
    else if (walls.has(milestone))
      faults.push({ where, message: `${milestoneWords[milestone]} of ${label} is given twice.` });
    else {
      walls.set(milestone, wall);
      if (!at.includes("T")) days.add(milestone);
    }
  }
  const wall = walls.get("departure");
  if (wall === undefined) {
    const [first] = dates;
    if (faults.length === 0 && first)
      faults.push({ where: first.where, message: `${label} has no date of departure, only ${first.milestone}.` });
    return undefined;
  }
  const isAfter = (first: Milestone, second: Milestone) => {
    const [here, there] = [walls.get(first), walls.get(second)];
    if (here === undefined || there === undefined) return false;
    return days.has(first) || days.has(second) ? dayOf(here) > dayOf(there) : here > there;
  };
  for (const [index, milestone] of milestones.entries()) {
    const later = milestones.slice(index + 1).find((name) => isAfter(milestone, name));
    if (later === undefined) continue;
    const where = dates.find((entry) => entry.milestone === milestone)?.where ?? "";
    const message = `${milestoneWords[milestone]} of ${label} would be after ${milestoneWords[later].toLowerCase()}.`;
    faults.push({ where, message });
  }
  return { label, localStart: wallTimeOfMs(wall), at: complete(wall, walls, reading, calendar) };
}

/** What the file says, and what is derived where it says nothing; in order whatever was said. */
function complete(
  wall: number,
  walls: ReadonlyMap<Milestone, number>,
  reading: TimetableReading,
  calendar: WorkingCalendar,
): MilestoneTimes {
  const { at } = milestonesOf(wallTimeOfMs(wall), reading, calendar);
  const given = (milestone: Milestone) => {
    const said = walls.get(milestone);
    return said === undefined ? undefined : instantOfWallMs(said, reading.zone).instant;
  };
  let later = at.departure;
  for (const milestone of milestonesBefore.toReversed()) {
    const wanted = given(milestone) ?? at[milestone];
    later = wanted < later ? wanted : later;
    at[milestone] = later;
  }
  // Where the file's cut-off is before the derived boarding, boarding opens as long before it as the rule says.
  const cutoff = walls.get("cutoff");
  if (cutoff !== undefined && !walls.has("boarding") && at.boarding.getTime() === at.cutoff.getTime())
    at.boarding = milestonesOf(wallTimeOfMs(cutoff), reading, calendar).at.boarding;
  const arrival = given("arrival");
  if (arrival !== undefined && arrival > at.departure) at.arrival = arrival;
  return at;
}

const timeOf = (milestone: Milestone, { leavesAt, milestones: rules }: TimetableReading) =>
  milestone === "departure" || milestone === "arrival" ? leavesAt : rules[milestone].at;

/** A date with its time of day on the wall of the zone; a date alone takes the usual time. */
function wallOf(text: string, time: string, zone: string): number | undefined {
  const instant = parseInstant(text);
  const wall = instant ? wallMs(instant, zone) : wallTimeMs(text.includes("T") ? text : `${text}T${time}`);
  return wall === undefined || wall < earliest || wall > latest ? undefined : Math.floor(wall / minuteMs) * minuteMs;
}

/** In order of time, each at least a minute after the one before it. */
function apart(departures: readonly DatedDeparture[], zone: string): DatedDeparture[] {
  let free = Number.NEGATIVE_INFINITY;
  return departures
    .toSorted((a, b) => a.at.departure.getTime() - b.at.departure.getTime())
    .map((departure) => {
      const wanted = departure.at.departure.getTime();
      const departs = Math.max(wanted, free);
      free = departs + minuteMs;
      if (departs === wanted) return departure;
      const at = {
        ...departure.at,
        departure: new Date(departs),
        arrival: new Date(departure.at.arrival.getTime() + departs - wanted),
      };
      return { ...departure, localStart: wallTimeOfMs(wallMs(at.departure, zone)), at };
    });
}
