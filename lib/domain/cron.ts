/** A cron expression of five fields. `null`: the field is `*`, every value. Weekdays: 0 is Sunday. */
export type Cron = {
  minutes: number[];
  hours: number[];
  monthDays: number[] | null;
  months: number[] | null;
  weekdays: number[] | null;
  /** Set by `TZ=` in front of the fields. */
  zone?: string;
  /** The fields as they were written, for messages. */
  fields: { minute: string; hour: string; monthDay: string; month: string; weekday: string };
};

export type ReadCron = { ok: true; cron: Cron } | { ok: false; reason: string };

class Problem extends Error {}

const monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** What the names that begin with @ stand for. */
const shorthands: Record<string, string> = {
  "@HOURLY": "0 * * * *",
  "@DAILY": "0 0 * * *",
  "@MIDNIGHT": "0 0 * * *",
  "@WEEKLY": "0 0 * * 0",
  "@MONTHLY": "0 0 1 * *",
  "@YEARLY": "0 0 1 1 *",
  "@ANNUALLY": "0 0 1 1 *",
};

type Field = { name: string; from: number; to: number; names?: string[]; firstName?: number };
const minute: Field = { name: "minute", from: 0, to: 59 };
const hour: Field = { name: "hour", from: 0, to: 23 };
const monthDay: Field = { name: "day of the month", from: 1, to: 31 };
const month: Field = { name: "month", from: 1, to: 12, names: monthNames, firstName: 1 };
// 7 is Sunday, too: half of the programs have it so.
const weekday: Field = { name: "day of the week", from: 0, to: 7, names: weekdayNames, firstName: 0 };

function valueIn(text: string, { name, from, to, names = [], firstName = 0 }: Field): number {
  const named = names.indexOf(text);
  if (named >= 0) return named + firstName;
  const value = Number(text);
  if (!/^\d{1,2}$/.test(text) || value < from || value > to)
    throw new Problem(`The ${name} "${text.slice(0, 20)}" is none: it goes from ${from} to ${to}.`);
  return value;
}

function rangeOf(text: string, field: Field): { from: number; to: number; isAll: boolean } {
  if (text === "*" || text === "?") return { from: field.from, to: field.to, isAll: true };
  const [first = "", last, ...more] = text.split("-");
  if (more.length > 0) throw new Problem(`"${text.slice(0, 20)}" is no range.`);
  const from = valueIn(first, field);
  if (last === undefined) return { from, to: from, isAll: false };
  const to = last === "SUN" && field === weekday && from > 0 ? 7 : valueIn(last, field);
  if (to < from) throw new Problem(`The ${field.name} "${text}" ends before it begins.`);
  return { from, to, isAll: false };
}

/** The values of one field in order; `null` where it takes every one. */
function fieldOf(text: string, field: Field): number[] | null {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [span = "", stepText, ...more] = part.split("/");
    if (more.length > 0 || span === "") throw new Problem(`The ${field.name} "${text.slice(0, 20)}" cannot be read.`);
    if (/[LW#]/.test(span) && !field.names?.some((name) => span.includes(name)))
      throw new Problem(
        `"${part.slice(0, 20)}" has a sign (L, W or #) that is no part of cron as Argo CD and GitLab know it.`,
      );
    const { from, to, isAll } = rangeOf(span, field);
    if (stepText === undefined) {
      if (isAll) return null;
      for (let value = from; value <= to; value++) values.add(value);
      continue;
    }
    const step = Number(stepText);
    if (!/^\d{1,2}$/.test(stepText) || step < 1)
      throw new Problem(`The step "${stepText.slice(0, 20)}" must be 1 or more.`);
    if (isAll && step === 1) return null;
    // "5/15" goes on from 5 to the end of the field.
    const end = isAll || span.includes("-") ? to : field.to;
    for (let value = from; value <= end; value += step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

const all = ({ from, to }: Field) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * Reads a cron expression as Argo CD and GitLab take it: five fields, names of months and weekdays, lists, ranges, steps, `?`, the
 * `@daily` family, `TZ=` in front. Refuses, with the reason: seconds, years, L, W and #, values out of bounds, `@every`.
 */
export function readCron(text: string): ReadCron {
  try {
    const [, zone, rest = ""] = /^(?:(?:CRON_)?TZ=(\S{1,64})\s+)?(.*)$/s.exec(text.trim().slice(0, 200)) ?? [];
    const written = rest.toUpperCase().trim();
    if (written.startsWith("@EVERY"))
      throw new Problem("@every counts from the start of a program and so has no hours of its own.");
    if (written.startsWith("@") && !(written in shorthands)) throw new Problem(`"${rest.slice(0, 20)}" is unknown.`);
    const parts = (shorthands[written] ?? written).split(/\s+/);
    if (parts.length === 6 || parts.length === 7)
      throw new Problem("It has a field for seconds or years; cron here has five: minute, hour, day, month, weekday.");
    if (parts.length !== 5) throw new Problem("A cron expression has five fields: minute, hour, day, month, weekday.");
    const [m = "", h = "", d = "", mo = "", w = ""] = parts;
    const weekdays = fieldOf(w, weekday);
    const seen = weekdays && [...new Set(weekdays.map((value) => value % 7))].sort((a, b) => a - b);
    return {
      ok: true,
      cron: {
        minutes: fieldOf(m, minute) ?? all(minute),
        hours: fieldOf(h, hour) ?? all(hour),
        monthDays: fieldOf(d, monthDay),
        months: fieldOf(mo, month),
        weekdays: seen?.length === 7 ? null : seen,
        ...(zone === undefined ? {} : { zone }),
        fields: { minute: m, hour: h, monthDay: d, month: mo, weekday: w },
      },
    };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, reason: error.message };
    throw error;
  }
}

/** The minutes of the day at which it fires, on the days that it names; in order. */
export function timesOfCron({ minutes, hours }: Cron): number[] {
  return hours.flatMap((each) => minutes.map((minuteOfHour) => each * 60 + minuteOfHour));
}

/** Whether it names the day. With both a day of the month and a weekday cron takes either, not both. */
export function cronNamesDay({ monthDays, months, weekdays }: Cron, dayMs: number): boolean {
  const date = new Date(dayMs);
  if (months !== null && !months.includes(date.getUTCMonth() + 1)) return false;
  const byDate = monthDays?.includes(date.getUTCDate());
  const byWeekday = weekdays?.includes(date.getUTCDay());
  if (byDate === undefined && byWeekday === undefined) return true;
  return byDate === true || byWeekday === true;
}
