import type { ClosureRow, DepartureRow, Week } from "@/lib/access/input/departures";
import { daysOf } from "@/lib/time/calendar";
import { contains, overlaps, type Range } from "@/lib/time/range";

export type AgendaOpening = { opening: Week["openings"][number]; departures: DepartureRow[] };
export type AgendaDay = {
  day: Range;
  openings: AgendaOpening[];
  /** Departures of that day outside the openings of that day. */
  anyTime: DepartureRow[];
  closures: ClosureRow[];
};

/**
 * The week, day by day. An opening over midnight stands on the day it begins, or on Monday when it began before; a departure stands
 * where its opening does. Freezes stand on each day they touch.
 */
export function agendaDays({ week, openings, departures, closures, zone }: Week): AgendaDay[] {
  return daysOf(week, zone).map((day) => {
    const beginsHere = ({ start }: Range) => contains(day, start) || (start < week.start && day.start <= week.start);
    const own = openings.filter((opening) => beginsHere(opening.during));
    const inOpening = (departure: DepartureRow) =>
      openings.some((opening) => opening.occurrenceId === departure.occurrenceId);
    return {
      day,
      openings: own.map((opening) => ({
        opening,
        departures: departures.filter((departure) => departure.occurrenceId === opening.occurrenceId),
      })),
      anyTime: departures.filter((departure) => !inOpening(departure) && beginsHere(departure.during)),
      closures: closures.filter((closure) => overlaps(closure.during, day)),
    };
  });
}
