import { localDate } from "@/lib/time/calendar";
import {
  parseRRule,
  type RecurrenceParts,
  sameRRule,
  type WeekdayCode,
  weekdayCodes,
  writeRRule,
} from "@/lib/time/rrule";
import { wallTimeMs } from "@/lib/time/wall-time";
import { hoursOf, localStartOf, timesOf } from "./draft-times";

/** The ways to repeat that have controls of their own; every other rule is written as an RRULE. */
export const repeatKinds = [
  "daily",
  "weekdays",
  "weekly",
  "monthly_day",
  "monthly_position",
  "yearly_day",
  "yearly_position",
  "once",
  "custom",
] as const;
export type RepeatKind = (typeof repeatKinds)[number];

/** What a position in a month counts: a day of the week by name, or days from Monday to Friday. */
export type PositionDay = WeekdayCode | "weekday";

/** A rule while it is edited: what each control shows. */
export type RuleDraft = {
  repeat: RepeatKind;
  /** Every how many days, weeks, months, years. */
  every: number;
  weekdays: WeekdayCode[];
  /** 1 to 31, or -1 for the last day. */
  monthDay: number;
  /** 1 to 5 from the start, -1 and -2 from the end of the month. */
  position: number;
  positionDay: PositionDay;
  /** 1 to 12, of what comes once a year. */
  month: number;
  ends: "never" | "on" | "after";
  /** `2026-12-24`, or empty while none is chosen. */
  lastDay: string;
  /** The end as the rule has it, to the second; used as long as `lastDay` is left on its day. */
  exactEnd: string;
  count: number;
  /** The rule as it was written: what the controls say in other words is saved as it stands here. */
  rrule: string;
  /** `2026-11-24`, or empty while nothing is chosen. */
  firstDay: string;
  startTime: string;
  /** Further starts on the same days. */
  moreTimes: string[];
  hours: number;
  minutes: number;
  zone: string;
};

export type TimeRuleFields = { zone: string; localStart: string; durationMinutes: number; rrule: string | null };

const workdays = weekdayCodes.slice(0, 5);
const plain = (codes: readonly WeekdayCode[]) => codes.map((weekday) => ({ weekday }));

/** The draft of a new rule. */
export function newRuleDraft(firstDay: string, zone: string): RuleDraft {
  return {
    repeat: "weekly",
    every: 1,
    weekdays: ["TU", "TH"],
    monthDay: 1,
    position: 1,
    positionDay: "TU",
    month: Number(firstDay.slice(5, 7)) || 1,
    ends: "never",
    lastDay: "",
    exactEnd: "",
    count: 10,
    rrule: "FREQ=WEEKLY;BYDAY=TU,TH",
    firstDay,
    startTime: "06:00",
    moreTimes: [],
    hours: 6,
    minutes: 0,
    zone,
  };
}

type Days = Pick<RecurrenceParts, "freq" | "byDay" | "byMonthDay" | "byMonth" | "bySetPos">;

const positioned = ({ position, positionDay }: RuleDraft): Pick<Days, "byDay" | "bySetPos"> =>
  positionDay === "weekday"
    ? { byDay: plain(workdays), bySetPos: [position] }
    : { byDay: [{ ordinal: position, weekday: positionDay }] };

function daysOf(draft: RuleDraft): Days {
  switch (draft.repeat) {
    case "weekdays":
      return { freq: "WEEKLY", byDay: plain(workdays) };
    case "weekly": {
      const chosen = weekdayCodes.filter((code) => draft.weekdays.includes(code));
      return { freq: "WEEKLY", ...(chosen.length === 0 ? {} : { byDay: plain(chosen) }) };
    }
    case "monthly_day":
      return { freq: "MONTHLY", byMonthDay: [draft.monthDay] };
    case "monthly_position":
      return { freq: "MONTHLY", ...positioned(draft) };
    case "yearly_day":
      return { freq: "YEARLY", byMonth: [draft.month], byMonthDay: [draft.monthDay] };
    case "yearly_position":
      return { freq: "YEARLY", byMonth: [draft.month], ...positioned(draft) };
    default:
      return { freq: "DAILY" };
  }
}

/** The day on which the exact end of a rule lies, in its zone. */
function exactDay({ exactEnd, zone }: RuleDraft): string {
  const at = new Date(exactEnd);
  return Number.isNaN(at.getTime()) ? "" : localDate(at, zone);
}

function endOf(draft: RuleDraft): Pick<RecurrenceParts, "count" | "until"> {
  if (draft.ends === "after") return { count: draft.count };
  if (draft.ends === "never" || draft.lastDay === "") return {};
  if (exactDay(draft) === draft.lastDay) return { until: { kind: "instant", at: new Date(draft.exactEnd) } };
  return { until: { kind: "day", date: draft.lastDay } };
}

/** The RRULE that the controls say, or null for once. */
export function rruleOf(draft: RuleDraft): string | null {
  if (draft.repeat === "once") return null;
  if (draft.repeat === "custom") return draft.rrule.trim();
  const parts = { interval: draft.every, ...daysOf(draft), ...hoursOf(draft), ...endOf(draft) };
  const said = writeRRule(parts);
  // The minute that all starts share may be written or left to the rule's own start.
  const spelledOut = parts.byHour && writeRRule({ byMinute: [Number(draft.startTime.slice(3))], ...parts });
  return [said, spelledOut ?? said].some((text) => sameRRule(text, draft.rrule)) ? draft.rrule : said;
}

/** The rule that the draft says, or `undefined` while it lacks its first day or its times. */
export function ruleOf(draft: RuleDraft): TimeRuleFields | undefined {
  const localStart = localStartOf(draft);
  if (localStart === undefined || wallTimeMs(localStart) === undefined) return undefined;
  return { zone: draft.zone, localStart, durationMinutes: draft.hours * 60 + draft.minutes, rrule: rruleOf(draft) };
}

/** The draft that says a saved rule. What has no controls of its own is shown as its RRULE, unchanged. */
export function draftOf(rule: TimeRuleFields): RuleDraft {
  const [firstDay = "", startTime = ""] = rule.localStart.split("T");
  const draft: RuleDraft = {
    ...newRuleDraft(firstDay, rule.zone),
    startTime,
    hours: Math.floor(rule.durationMinutes / 60),
    minutes: rule.durationMinutes % 60,
    rrule: rule.rrule ?? "",
  };
  if (rule.rrule === null) return { ...draft, repeat: "once" };
  const parsed = parseRRule(rule.rrule);
  const known = parsed.ok ? controlsOf(draft, parsed.parts) : undefined;
  // Only when the controls say exactly this rule: an edit must not lose a part that no control shows.
  const isSaid = known !== undefined && rruleOf(known) === rule.rrule && localStartOf(known) === rule.localStart;
  return isSaid ? known : { ...draft, repeat: "custom" };
}

function controlsOf(draft: RuleDraft, parts: RecurrenceParts): RuleDraft | undefined {
  const days = dayControls(parts);
  if (days === undefined) return undefined;
  const { interval, count, until } = parts;
  const end: Partial<RuleDraft> =
    count !== undefined
      ? { ends: "after", count }
      : until?.kind === "day"
        ? { ends: "on", lastDay: until.date }
        : until?.kind === "instant"
          ? { ends: "on", lastDay: localDate(until.at, draft.zone), exactEnd: until.at.toISOString() }
          : {};
  return { ...draft, every: interval, ...days, ...timesOf(parts, draft.startTime), ...end };
}

function dayControls({
  freq,
  interval,
  byDay,
  byMonthDay,
  byMonth,
  bySetPos,
}: RecurrenceParts): Partial<RuleDraft> | undefined {
  const codes = byDay?.map(({ weekday }) => weekday) ?? [];
  const month = byMonth?.[0];
  if (freq === "DAILY") return { repeat: "daily" };
  if (freq === "WEEKLY")
    return { repeat: interval === 1 && codes.join() === workdays.join() ? "weekdays" : "weekly", weekdays: codes };
  const position = byDay?.[0]?.ordinal ?? bySetPos?.[0];
  const positionDay: PositionDay | undefined = bySetPos === undefined ? codes[0] : "weekday";
  const yearly = freq === "YEARLY" && month !== undefined ? { month } : undefined;
  if (freq === "YEARLY" && yearly === undefined) return undefined;
  if (byMonthDay?.[0] !== undefined)
    return { repeat: yearly ? "yearly_day" : "monthly_day", monthDay: byMonthDay[0], ...yearly };
  if (position === undefined || positionDay === undefined) return undefined;
  return { repeat: yearly ? "yearly_position" : "monthly_position", position, positionDay, ...yearly };
}
