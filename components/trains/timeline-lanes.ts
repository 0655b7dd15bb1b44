import { milestones } from "@/lib/domain/train-milestones";
import type { Range } from "@/lib/time/range";
import type { DepartureRow } from "./train-data";

/** Where a departure lies in the timeline: as shares of its width, from boarding to arrival, in a lane of its own. */
export type PlacedDeparture = {
  departure: DepartureRow;
  lane: number;
  left: number;
  width: number;
  /** Where its milestones stand inside the whole, those that are out of sight left out. */
  marks: { milestone: (typeof milestones)[number]; at: Date; left: number }[];
};

/**
 * Lays departures beside each other so that none covers another: the next one of a train boards while this one is on its way, so
 * it stands in the next lane. In order of boarding; what lies wholly outside the range is left out.
 */
export function placeDepartures(departures: readonly DepartureRow[], range: Range): PlacedDeparture[] {
  const length = range.end.getTime() - range.start.getTime();
  const share = (at: Date) => (at.getTime() - range.start.getTime()) / length;
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const freeFrom: number[] = [];
  return departures
    .filter(({ at }) => at.boarding < range.end && endOf(at) > range.start)
    .toSorted((a, b) => a.at.boarding.getTime() - b.at.boarding.getTime())
    .map((departure) => {
      const { at } = departure;
      const free = freeFrom.findIndex((from) => from <= at.boarding.getTime());
      const lane = free < 0 ? freeFrom.length : free;
      freeFrom[lane] = endOf(at).getTime();
      const left = within(share(at.boarding));
      const marks = milestones
        .map((milestone) => ({ milestone, at: at[milestone], left: share(at[milestone]) }))
        .filter((mark) => mark.left >= 0 && mark.left <= 1);
      return { departure, lane, left, width: within(share(endOf(at))) - left, marks };
    });
}

/** Drawn no shorter than a few hours: it must be seen, and hit. */
function endOf(at: DepartureRow["at"]): Date {
  return new Date(Math.max(at.arrival.getTime(), at.departure.getTime() + 12 * 3_600_000));
}
