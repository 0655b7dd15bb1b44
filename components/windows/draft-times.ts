import type { RecurrenceParts } from "@/lib/time/rrule";

type Times = { startTime: string; moreTimes: readonly string[] };

const pattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** The starts of a day, in order and each once. */
export function allTimes({ startTime, moreTimes }: Times): string[] {
  return [...new Set([startTime, ...moreTimes])].filter((time) => time !== "").sort();
}

/**
 * What is wrong with the starts of a day, if they cannot be one rule: RFC 5545 says hours and minutes as two lists and means every
 * combination, so 06:00 and 13:30 would be four starts.
 */
export function timesProblem(draft: Times): string | undefined {
  const times = allTimes(draft);
  if (times.some((time) => !pattern.test(time))) return undefined;
  const hours = new Set(times.map((time) => time.slice(0, 2)));
  const minutes = new Set(times.map((time) => time.slice(3)));
  if (hours.size * minutes.size === times.length) return undefined;
  return "The starts of one day share their minute: 06:00 and 13:00, or 06:30 and 13:30. Make another window for others.";
}

/** Dates that are listed go along with the starts of the day: one left out at 06:00 is left out at 07:00 when it starts then. */
export function followTimes(dates: readonly string[], before: Times, after: Times): string[] {
  const [from, to] = [allTimes(before), allTimes(after)];
  if (from.length !== to.length) return [...dates];
  return dates.map((date) => {
    const place = from.indexOf(date.slice(11));
    return place < 0 ? date : `${date.slice(0, 11)}${to[place]}`;
  });
}

/** The hours of a rule with several starts a day; one start is the rule's own and needs none. */
export function hoursOf(draft: Times): Pick<RecurrenceParts, "byHour" | "byMinute"> {
  const times = allTimes(draft);
  if (times.length < 2) return {};
  const numbers = (from: number, to: number) =>
    [...new Set(times.map((time) => Number(time.slice(from, to))))].sort((a, b) => a - b);
  const byMinute = numbers(3, 5);
  return { byHour: numbers(0, 2), ...(byMinute.length === 1 ? {} : { byMinute }) };
}

/** The wall time of the first start, or `undefined` while the day or a time is missing or the times are no one rule. */
export function localStartOf(draft: Times & { firstDay: string }): string | undefined {
  const [first] = allTimes(draft);
  if (first === undefined || draft.startTime === "" || timesProblem(draft) !== undefined) return undefined;
  return `${draft.firstDay}T${first}`;
}

/** The starts of a day that a rule says, for the controls; the rule's own start when it says none. */
export function timesOf({ byHour, byMinute }: RecurrenceParts, startTime: string): Times & { moreTimes: string[] } {
  if (byHour === undefined) return { startTime, moreTimes: [] };
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = byMinute ?? [Number(startTime.slice(3))];
  const times = byHour.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`)).sort();
  const [first = startTime, ...more] = times;
  return { startTime: first, moreTimes: more };
}
