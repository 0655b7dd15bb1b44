import type { Reader } from "@/db/client";
import { loadMarks, type Mark } from "@/lib/calendars/queries/marks";
import type { SlotFilter } from "@/lib/domain/slot-filter";
import { daysOf, indexOfDay, type LocalDate, localDate } from "@/lib/time/calendar";
import { intersect, lengthMs, type Range } from "@/lib/time/range";
import { type ClosingInOutlook, loadClosings } from "./closings-in-outlook";
import { countStates, type DayInOutlook } from "./days";
import { loadOpenings, type OpeningInOutlook } from "./openings-in-outlook";
import { type EnvironmentOfOutlook, loadOutlook, type SlotOfOutlook } from "./outlook";
import type { Reading } from "./slot-in-view";

/** A day of a row, by its place among the days of the answer; without states, if nobody asked how they stand. Empty days are left out. */
export type TimelineCell = { day: number; count: number; states: DayInOutlook["states"] };
export type TimelineRow = { id: string; name: string; hue: number | null; cells: TimelineCell[] };

/** When an environment is open on a day, and by which windows. */
export type OpenDay = { day: number; minutes: number; windows: string[] };

/** Something that people plan around. */
export type Milestone = {
  id: string;
  kind: "downtime" | "breaking_change";
  title: string;
  during: Range;
  environmentId: string;
  team: { id: string; name: string; hue: number } | null;
  slotId: string | null;
};

export type Timeline = {
  environments: (EnvironmentOfOutlook & { open: OpenDay[] })[];
  days: LocalDate[];
  rows: TimelineRow[];
  freezes: ClosingInOutlook[];
  marks: Mark[];
  milestones: Milestone[];
  isCut: boolean;
  isJudged: boolean;
};

export type TimelineWish = {
  environmentIds?: readonly string[];
  from: Date;
  to: Date;
  zone: string;
  by: "team" | "environment";
  filter: SlotFilter;
  judgeAtMost?: number;
};

const minuteMs = 60_000;
const namedWindows = 4;

/**
 * A long stretch as rows of days: how many slots of a team (or in an environment) each day has, and how they stand. The answer
 * grows with rows and days, not with slots.
 */
export async function loadTimeline(reader: Reader, wish: TimelineWish, reading: Reading, now: Date): Promise<Timeline> {
  const { environmentIds, from, to, zone, by, filter, judgeAtMost } = wish;
  const view: Range = { start: from, end: to };
  const asked = { environmentIds, view, filter, judgeAtMost };
  const { environments, slots, isCut, isJudged } = await loadOutlook(reader, asked, reading, now);
  const openings = await loadOpenings(reader, environments, view);
  const days = daysOf(view, zone);
  return {
    environments: environments.map((environment) => ({
      ...environment,
      open: openDays(
        openings.filter(({ environmentId }) => environmentId === environment.id),
        days,
      ),
    })),
    days: days.map(({ start }) => localDate(start, zone)),
    rows: by === "team" ? rowsByTeam(slots, days, isJudged) : rowsByEnvironment(environments, slots, days, isJudged),
    freezes: await loadClosings(reader, environments, view),
    marks: await loadMarks(reader, view),
    milestones: slots.flatMap(milestonesOf),
    isCut,
    isJudged,
  };
}

function openDays(openings: readonly OpeningInOutlook[], days: readonly Range[]): OpenDay[] {
  const byDay = new Map<number, { minutes: number; windows: Set<string> }>();
  for (const { during, windowName } of openings) {
    const last = indexOfDay(days, new Date(during.end.getTime() - 1));
    for (let index = indexOfDay(days, during.start); index <= last; index += 1) {
      const day = days[index];
      const part = day && intersect(during, day);
      if (part === undefined) continue;
      const known = byDay.get(index) ?? { minutes: 0, windows: new Set<string>() };
      known.minutes += lengthMs(part) / minuteMs;
      known.windows.add(windowName);
      byDay.set(index, known);
    }
  }
  return [...byDay].map(([day, { minutes, windows }]) => ({
    day,
    minutes: Math.round(minutes),
    windows: [...windows].slice(0, namedWindows),
  }));
}

function cellsOf(slots: readonly SlotOfOutlook[], days: readonly Range[], isJudged: boolean): TimelineCell[] {
  const byDay = new Map<number, SlotOfOutlook[]>();
  for (const slot of slots) {
    const day = indexOfDay(days, slot.during.start);
    const known = byDay.get(day);
    if (known) known.push(slot);
    else byDay.set(day, [slot]);
  }
  return [...byDay].map(([day, own]) => ({ day, count: own.length, states: isJudged ? countStates(own) : [] }));
}

function rowsByTeam(slots: readonly SlotOfOutlook[], days: readonly Range[], isJudged: boolean): TimelineRow[] {
  const teams = new Map<string, { name: string; hue: number | null; slots: SlotOfOutlook[] }>();
  for (const slot of slots) {
    const { id, name, hue } = slot.team ?? { id: "", name: slot.hold ? "Being booked" : "Other teams", hue: null };
    const known = teams.get(id) ?? { name, hue, slots: [] };
    known.slots.push(slot);
    teams.set(id, known);
  }
  return [...teams]
    .map(([id, { name, hue, slots: own }]) => ({ id, name, hue, cells: cellsOf(own, days, isJudged) }))
    .sort((a, b) => Number(a.id === "") - Number(b.id === "") || a.name.localeCompare(b.name, "en"));
}

function rowsByEnvironment(
  environments: readonly EnvironmentOfOutlook[],
  slots: readonly SlotOfOutlook[],
  days: readonly Range[],
  isJudged: boolean,
): TimelineRow[] {
  return environments.map(({ id, name }) => ({
    id,
    name,
    hue: null,
    cells: cellsOf(
      slots.filter(({ environmentId }) => environmentId === id),
      days,
      isJudged,
    ),
  }));
}

/** What a slot asks people to plan around: a downtime, or a change of the database that cannot be taken back. */
function milestonesOf(slot: SlotOfOutlook): Milestone[] {
  const [first] = slot.releases;
  const downtime = slot.releases.reduce((sum, { downtimeMinutes }) => sum + downtimeMinutes, 0);
  const breaking = slot.releases.some(({ databaseChange }) => databaseChange === "breaking");
  if (first === undefined || (downtime === 0 && !breaking)) return [];
  const what = downtime > 0 ? `${downtime} min downtime` : "breaking database change";
  return [
    {
      id: slot.id,
      kind: downtime > 0 ? "downtime" : "breaking_change",
      title: `${first.serviceName} ${first.version}, ${what}`,
      during: slot.during,
      environmentId: slot.environmentId,
      team: slot.team,
      slotId: slot.id,
    },
  ];
}
