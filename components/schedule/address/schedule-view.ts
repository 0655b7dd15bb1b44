import {
  addDaysInZone,
  addMonthsInZone,
  dayOf,
  daysOf,
  isoWeek,
  monthOf,
  monthsFrom,
  startOfDay,
  startOfLocalDate,
  weekOf,
} from "@/lib/time/calendar";
import { formatDay, formatDays, formatMonths } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { isZone } from "@/lib/time/zone";
import type { AddressWords, ViewName } from "./schedule-address";
import { viewNameOf } from "./schedule-address";

type Environment = { id: string; name: string; zone: string; defaultOpen: boolean };
type Choices = { environments: readonly Environment[]; zone: string | null };

export type ScheduleView = {
  name: ViewName;
  /** Whether the address names the view. If not, a phone shows the agenda of a day and a larger screen the week. */
  isChosen: boolean;
  /** The one that day and week show, and that is booked in. */
  environment: Environment;
  /** Those that agenda, month and quarter show, in the order of the path. */
  environments: readonly Environment[];
  zone: string;
  day: Date;
  /** The week around the day: what day, week and agenda read. */
  week: Range;
  /** What is in view. */
  range: Range;
  /** The days of the week around the day. */
  days: Range[];
};

/** Whether it can show several environments at once. While nobody chose, a phone shows the agenda, and everything else the week. */
export function isWide({ name, isChosen }: Pick<ScheduleView, "name" | "isChosen">, on: "phone" | "wide"): boolean {
  if (!isChosen) return on === "phone";
  return name === "month" || name === "quarter" || name === "agenda";
}

type Query = Partial<Pick<AddressWords, "view" | "env" | "day" | "zone">>;

const monthsOfQuarter = 3;

/**
 * What is in view: an address names it, and what it leaves out or names wrongly falls back to the week, the last stop of the path,
 * the environment's own zone and today. `undefined` while there is no environment.
 */
export function scheduleView(query: Query, choices: Choices, now: Date): ScheduleView | undefined {
  const named = choices.environments.filter(({ id }) => query.env?.split(",").includes(id));
  const environment = named.at(-1) ?? choices.environments.at(-1);
  if (environment === undefined) return undefined;
  const isAll = query.env === "all" && choices.environments.length > 1;
  const environments = isAll ? choices.environments : named.length > 0 ? named : [environment];
  const zone = zoneOf(query.zone, choices, environment);
  const day = (query.day && startOfLocalDate(query.day, zone)) || startOfDay(now, zone);
  const week = weekOf(day, zone);
  const chosen = viewNameOf({ view: query.view ?? null });
  const name = chosen ?? "week";
  const range = rangeOf(name, day, zone);
  return {
    name,
    isChosen: chosen !== null,
    environment,
    environments,
    zone,
    day,
    week,
    range,
    days: daysOf(week, zone),
  };
}

function zoneOf(asked: string | null | undefined, choices: Choices, environment: Environment): string {
  if (asked === "mine" && choices.zone !== null) return choices.zone;
  return asked && isZone(asked) ? asked : environment.zone;
}

function rangeOf(name: ViewName, day: Date, zone: string): Range {
  switch (name) {
    case "day":
      return dayOf(day, zone);
    case "month": {
      const month = monthOf(day, zone);
      return { start: weekOf(month.start, zone).start, end: weekOf(new Date(month.end.getTime() - 1), zone).end };
    }
    case "quarter":
      return monthsFrom(day, monthsOfQuarter, zone);
    default:
      return weekOf(day, zone);
  }
}

/** The day to go to for what comes after (or, negative, before) what is in view. */
export function dayAfter({ name, day, zone }: Pick<ScheduleView, "name" | "day" | "zone">, steps: number): Date {
  switch (name) {
    case "day":
      return addDaysInZone(day, steps, zone);
    case "month":
      return addMonthsInZone(day, steps, zone);
    case "quarter":
      return addMonthsInZone(monthOf(day, zone).start, steps * monthsOfQuarter, zone);
    default:
      return addDaysInZone(day, steps * 7, zone);
  }
}

/** What is in view, in words: "23 – 29 Nov 2026", and what helps to find it elsewhere: "week 48". */
export function titleOf({ name, day, range, zone }: ScheduleView): { title: string; more?: string } {
  const week = `week ${isoWeek(day, zone).week}`;
  switch (name) {
    case "day":
      return { title: formatDay(day, zone, "full"), more: week };
    case "month":
      return { title: formatMonths(monthOf(day, zone), zone) };
    case "quarter":
      return { title: formatMonths(range, zone) };
    default:
      return { title: formatDays(range, zone), more: week };
  }
}

/** The same input on the server and in the browser, so that what a page fetched is what its components find. */
export function weekInputOf(view: Pick<ScheduleView, "environment" | "week"> | undefined) {
  return {
    environmentId: view?.environment.id ?? "",
    from: view?.week.start.toISOString() ?? "",
    to: view?.week.end.toISOString() ?? "",
    room: false,
  };
}

/** What a page fetches before anything is drawn: as many slots as a screen shows, whatever the week holds. */
export function firstWeekInputOf(view: Pick<ScheduleView, "environment" | "week"> | undefined) {
  return { ...weekInputOf(view), first: slotsOfAScreen };
}

const slotsOfAScreen = 160;
