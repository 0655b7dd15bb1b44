/** A start of the rule in a month, as the preview answers it. */
export type MonthStart = { start: string; state: "opens" | "excepted" | "extra" };

/** Openings that do not take place, and those that take place besides, as wall times. */
export type PickedDates = { exdates: string[]; rdates: string[] };

/** "2026-12-24 06:00, 2026-12-31 06:00". */
export const datesInWords = (dates: readonly string[]) => dates.map((date) => date.replace("T", " ")).join(", ");

const without = (dates: readonly string[], gone: readonly string[]) => dates.filter((date) => !gone.includes(date));
const withAll = (dates: readonly string[], more: readonly string[]) => [...new Set([...dates, ...more])].sort();

/** One opening is left out: an extra date is taken back, any other no longer takes place. */
export function leaveOut(dates: PickedDates, start: string): PickedDates {
  return dates.rdates.includes(start)
    ? { ...dates, rdates: without(dates.rdates, [start]) }
    : { ...dates, exdates: withAll(dates.exdates, [start]) };
}

/**
 * A day is pressed in the calendar: where the window opens that day, it no longer does; where it was left out, it opens again;
 * where it does not open, it opens at `time`.
 */
export function toggleDay(dates: PickedDates, day: string, starts: readonly MonthStart[], time: string): PickedDates {
  const ofDay = starts.filter(({ start }) => start.startsWith(day));
  const those = (state: MonthStart["state"]) => ofDay.filter((each) => each.state === state).map(({ start }) => start);
  const [opens, excepted, extra] = [those("opens"), those("excepted"), those("extra")];
  if (opens.length > 0 || extra.length > 0) {
    return { exdates: withAll(dates.exdates, opens), rdates: without(dates.rdates, extra) };
  }
  if (excepted.length > 0) return { ...dates, exdates: without(dates.exdates, excepted) };
  return { ...dates, rdates: withAll(dates.rdates, [`${day}T${time}`]) };
}
