import type { WallTime } from "@/lib/time/wall-time";
import type { DepartureState } from "./departure-state";

/** A departure that exists, as far as a changed timetable looks at it. */
export type StandingDeparture = {
  id: string;
  originalLocalStart: WallTime;
  status: DepartureState;
  /** Its time was set by hand. */
  isMoved: boolean;
  /** Anybody is or was aboard, or somebody raised, decided or answered something. */
  hasHistory: boolean;
  cutOffAt: Date;
};

export type DepartureChange<Planned> = {
  /** Times anew. */
  retime: { id: string; planned: Planned }[];
  /** The timetable no longer has them, and nothing ever happened on them. */
  remove: string[];
  /** The timetable no longer has them, and they take place all the same: somebody is or was aboard, or they are past their cut-off. */
  keep: string[];
  add: Planned[];
};

/**
 * What a changed timetable does to the departures that have yet to leave. One is known by the wall time that its rule gave it. Those past
 * their cut-off, and those that somebody moved, stay as they are; nobody aboard loses their departure by a change of the rule.
 */
export function changeDepartures<Planned extends { originalLocalStart: WallTime }>(
  standing: readonly StandingDeparture[],
  planned: readonly Planned[],
  now: Date,
): DepartureChange<Planned> {
  const wanted = new Map(planned.map((each) => [each.originalLocalStart, each]));
  const known = new Set(standing.map(({ originalLocalStart }) => originalLocalStart));
  const change: DepartureChange<Planned> = { retime: [], remove: [], keep: [], add: [] };
  for (const departure of standing) {
    const again = wanted.get(departure.originalLocalStart);
    const isOpen = ["scheduled", "boarding", "skipped"].includes(departure.status) && departure.cutOffAt > now;
    if (again !== undefined) {
      if (isOpen && !departure.isMoved) change.retime.push({ id: departure.id, planned: again });
    } else if (isOpen && !departure.hasHistory) change.remove.push(departure.id);
    else if (departure.status !== "cancelled" && departure.status !== "skipped") change.keep.push(departure.id);
  }
  change.add = planned.filter(({ originalLocalStart }) => !known.has(originalLocalStart));
  return change;
}
