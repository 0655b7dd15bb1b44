import type { AnytimeService, Freeze, Opening, Slot, Week, WeekPlan } from "@/components/schedule/schedule-data";
import type { Range } from "@/lib/time/range";

/** Small parts of a schedule, for the tests of what draws it. */

export const testZone = "Europe/Berlin";

export const rangeOf = (start: string, end: string): Range => ({ start: new Date(start), end: new Date(end) });

export function anOpening(id: string, during: Range, more: Partial<Opening> = {}): Opening {
  return {
    id,
    windowId: `window of ${id}`,
    windowName: id,
    during,
    zone: testZone,
    status: "scheduled",
    lanes: 2,
    granularityMinutes: 15,
    leadMinutes: 0,
    cadence: "slow",
    bookers: [],
    ...more,
  };
}

export function aSlotAt(id: string, during: Range, more: Partial<Slot> = {}): Slot {
  const occurrenceId = more.occurrenceId ?? null;
  return {
    id,
    lane: 1,
    during,
    origin: occurrenceId === null ? "continuous" : "window",
    status: "booked",
    opaque: false,
    mine: false,
    team: null,
    releases: [],
    summary: { state: "ready", words: "ready" },
    movedFrom: null,
    hold: null,
    ...more,
    occurrenceId,
  };
}

export function aFreezeIn(name: string, during: Range, more: Partial<Freeze> = {}): Freeze {
  return {
    freezeId: name,
    name,
    grade: "closed",
    during,
    zone: testZone,
    scope: { environmentIds: null, teamIds: null, serviceIds: null },
    only: [],
    except: [],
    stopsTheLine: false,
    affectedSlotIds: [],
    ...more,
  };
}

/** A continuous service with a licence until then, or (null) without one. */
export function anAnytimeService(
  name: string,
  lapsesAt: Date | null,
  more: Partial<AnytimeService> = {},
): AnytimeService {
  return {
    serviceId: name,
    name,
    teamId: `team of ${name}`,
    licensed: lapsesAt !== null,
    lapsesAt,
    lapsesFirst: lapsesAt && "self_recovery",
    missing: lapsesAt ? [] : ["self_recovery"],
    reason: lapsesAt ? `${name} has proven all four.` : `${name} may not deploy at any time now.`,
    ...more,
  };
}

const environment = { id: "e", name: "Production", zone: testZone, defaultOpen: false };

export function aWeek(parts: Partial<Week> = {}): Week {
  return {
    environment,
    occurrences: [],
    freezes: [],
    marks: [],
    slots: [],
    rest: [],
    free: [],
    anytime: { services: [] },
    ...parts,
  };
}

export function aWeekPlan(parts: Partial<WeekPlan> = {}): WeekPlan {
  return {
    environment,
    occurrences: [],
    freezes: [],
    marks: [],
    slots: [],
    anytime: { services: [] },
    taken: [],
    free: [],
    ...parts,
  };
}
