import { parseRRule, type RecurrenceParts, type WeekdayCode, weekdayCodes } from "./rrule";
import { type WallTime, wallTimeMs } from "./wall-time";

const weekdayNames: Record<WeekdayCode, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
const monthNames = "January February March April May June July August September October November December".split(" ");

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function ordinal(value: number): string {
  const size = Math.abs(value);
  const teen = size % 100 >= 11 && size % 100 <= 13;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][size % 10] ?? "th");
  if (value < 0) return size === 1 ? "last" : `${size}${ending} to last`;
  return `${size}${ending}`;
}

const ordinals = (values: readonly number[]) => joined(values.map(ordinal));

function weekdaysOf(days: NonNullable<RecurrenceParts["byDay"]>): string {
  const codes = days.map((day) => day.weekday);
  const plain = days.every((day) => day.ordinal === undefined);
  if (plain && new Set(codes).size === 7) return "every day of the week";
  if (plain && weekdayCodes.slice(0, 5).every((code) => codes.includes(code)) && new Set(codes).size === 5)
    return "weekdays";
  const inOrder = [...days].sort((a, b) => weekdayCodes.indexOf(a.weekday) - weekdayCodes.indexOf(b.weekday));
  const names = inOrder.map(({ ordinal: count, weekday }) =>
    count === undefined ? weekdayNames[weekday] : `the ${ordinal(count)} ${weekdayNames[weekday]}`,
  );
  return joined(names);
}

const unitNames = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" } as const;

/** The days that the rule names: "on Monday in week 20". Empty when it names none. */
function namedDays(parts: RecurrenceParts): string {
  const days: string[] = [];
  if (parts.byDay) days.push(weekdaysOf(parts.byDay));
  if (parts.byMonthDay) days.push(`the ${ordinals(parts.byMonthDay)}`);
  if (parts.byYearDay) days.push(`the ${ordinals(parts.byYearDay)} day of the year`);
  const seasons: string[] = [];
  if (parts.byWeekNo) seasons.push(`in week ${joined(parts.byWeekNo.map(String))}`);
  if (parts.byMonth) seasons.push(`in ${joined(parts.byMonth.map((month) => monthNames[month - 1] ?? ""))}`);
  const pick = parts.bySetPos && days.length > 0 ? [`the ${ordinals(parts.bySetPos)} of`] : [];
  return [...(days.length > 0 ? ["on"] : []), ...pick, ...days, ...seasons].join(" ");
}

function repetition(parts: RecurrenceParts, start: Date): string {
  const unit = unitNames[parts.freq];
  const every = parts.interval === 1 ? `every ${unit}` : `every ${parts.interval} ${unit}s`;
  const days = namedDays(parts);
  if (days !== "") return `${every} ${days}`;
  // What the rule leaves open it takes from its start.
  const weekday = weekdayNames[weekdayCodes[(start.getUTCDay() + 6) % 7] as WeekdayCode];
  if (parts.freq === "WEEKLY") return `${every} on ${weekday}`;
  if (parts.freq === "MONTHLY") return `${every} on the ${ordinal(start.getUTCDate())}`;
  if (parts.freq === "YEARLY") return `${every} on ${start.getUTCDate()} ${monthNames[start.getUTCMonth()]}`;
  return every;
}

const two = (value: number) => String(value).padStart(2, "0");

function hoursOf(parts: RecurrenceParts | undefined, start: Date, durationMinutes: number): string {
  const hours = parts?.byHour ?? [start.getUTCHours()];
  const minutes = parts?.byMinute ?? [start.getUTCMinutes()];
  const starts = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)).sort((a, b) => a - b);
  const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  if (durationMinutes === 1440 && starts.length === 1 && starts[0] === 0) return "all day";
  if (starts.length > 4) return `${starts.length} times a day for ${durationMinutes} min`;
  return joined(
    starts.map((from) => {
      const to = from + durationMinutes;
      const days = Math.floor((to - 1) / 1440);
      const end = to % 1440 === 0 ? "24:00" : clock(to % 1440);
      return `${clock(from)}–${end}${days > 1 || (days === 1 && durationMinutes > 1440) ? ` (${days} days later)` : ""}`;
    }),
  );
}

/**
 * The rule in words: "every week on Tuesday and Thursday, 06:00–12:00, Europe/Berlin". Light enough for the browser. A rule
 * that cannot be read is described by its text, so that nothing on screen hides it.
 */
export function describeRule(rule: {
  localStart: WallTime;
  zone: string;
  durationMinutes: number;
  rrule: string | null;
}): string {
  const start = new Date(wallTimeMs(rule.localStart) ?? 0);
  const day = `${start.getUTCDate()} ${monthNames[start.getUTCMonth()]} ${start.getUTCFullYear()}`;
  if (rule.rrule === null) return `once on ${day}, ${hoursOf(undefined, start, rule.durationMinutes)}, ${rule.zone}`;
  const parsed = parseRRule(rule.rrule);
  if (!parsed.ok) return `${rule.rrule}, ${rule.zone}`;
  const { parts } = parsed;
  const ends = [];
  if (parts.count !== undefined) ends.push(parts.count === 1 ? "once" : `${parts.count} times`);
  if (parts.until?.kind === "day") ends.push(`until ${parts.until.date}`);
  if (parts.until?.kind === "instant")
    ends.push(`until ${parts.until.at.toISOString().slice(0, 16).replace("T", " ")} UTC`);
  if (parts.until?.kind === "wall") ends.push(`until ${parts.until.time.slice(0, 16).replace("T", " ")}`);
  return [repetition(parts, start), hoursOf(parts, start, rule.durationMinutes), rule.zone, ...ends].join(", ");
}
