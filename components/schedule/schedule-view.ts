import { addDaysInZone, daysOf, startOfDay, startOfLocalDate, weekOf } from "@/lib/time/calendar";
import type { Range } from "@/lib/time/range";

type Environment = { id: string; name: string; zone: string; defaultOpen: boolean };
type Choices = { environments: readonly Environment[]; zone: string | null };

/** What the address of the schedule says. */
export type ScheduleQuery = {
  env?: string | null;
  /** A day of the week in view, `2026-11-24`; today when absent. */
  day?: string | null;
  /** `mine`: times in the reader's own zone instead of the environment's. */
  zone?: string | null;
};

export type ScheduleView = { environment: Environment; zone: string; day: Date; week: Range; days: Range[] };

/**
 * What is in view: an address names it, and what it leaves out or names wrongly falls back to the last stop of the path, the
 * environment's own zone and today. `undefined` while there is no environment.
 */
export function scheduleView(query: ScheduleQuery, choices: Choices, now: Date): ScheduleView | undefined {
  const named = choices.environments.find(({ id }) => id === query.env);
  const environment = named ?? choices.environments.at(-1);
  if (environment === undefined) return undefined;
  const zone = query.zone === "mine" && choices.zone !== null ? choices.zone : environment.zone;
  const day = (query.day && startOfLocalDate(query.day, zone)) || startOfDay(now, zone);
  const week = weekOf(day, zone);
  return { environment, zone, day, week, days: daysOf(week, zone) };
}

/** The same day of the week before or after. */
export function weeksFrom(day: Date, weeks: number, zone: string): Date {
  return addDaysInZone(day, weeks * 7, zone);
}

/** The same input on the server and in the browser, so that what a page fetched is what its components find. */
export function weekInputOf(view: Pick<ScheduleView, "environment" | "week"> | undefined) {
  return {
    environmentId: view?.environment.id ?? "",
    from: view?.week.start.toISOString() ?? "",
    to: view?.week.end.toISOString() ?? "",
  };
}
