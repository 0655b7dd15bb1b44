import { parseRRule, type RecurrenceParts, type WeekdayCode, weekdayCodes, writeRRule } from "@/lib/time/rrule";
import { wallTimeMs } from "@/lib/time/wall-time";

/** The ways to repeat that have controls of their own; every other rule is written as an RRULE. */
export const repeatKinds = [
  "daily",
  "weekdays",
  "weekly",
  "monthly_day",
  "monthly_position",
  "once",
  "custom",
] as const;
export type RepeatKind = (typeof repeatKinds)[number];

/** A rule while it is edited: what each control shows. */
export type RuleDraft = {
  repeat: RepeatKind;
  everyWeeks: number;
  weekdays: WeekdayCode[];
  /** 1 to 31, or -1 for the last day. */
  monthDay: number;
  /** 1 to 4, or -1 for the last. */
  position: number;
  positionDay: WeekdayCode;
  /** What stands in the field for a rule of one's own. */
  rrule: string;
  /** `2026-11-24`, or empty while nothing is chosen. */
  firstDay: string;
  /** `2026-12-24`, or empty: for good. */
  lastDay: string;
  startTime: string;
  hours: number;
  minutes: number;
  zone: string;
};

export type TimeRuleFields = { zone: string; localStart: string; durationMinutes: number; rrule: string | null };

const workdays = weekdayCodes.slice(0, 5);

/** The draft of a new rule. */
export function newRuleDraft(firstDay: string, zone: string): RuleDraft {
  return {
    repeat: "weekly",
    everyWeeks: 1,
    weekdays: ["TU", "TH"],
    monthDay: 1,
    position: 1,
    positionDay: "TU",
    rrule: "FREQ=WEEKLY;BYDAY=TU,TH",
    firstDay,
    lastDay: "",
    startTime: "06:00",
    hours: 6,
    minutes: 0,
    zone,
  };
}

/** The RRULE that the controls say, or null for once. */
export function rruleOf(draft: RuleDraft): string | null {
  const until = draft.lastDay === "" ? "" : `;UNTIL=${draft.lastDay.replaceAll("-", "")}`;
  const write = (parts: Omit<RecurrenceParts, "until" | "interval"> & { interval?: number }) =>
    writeRRule({ interval: 1, ...parts }) + until;
  switch (draft.repeat) {
    case "once":
      return null;
    case "custom":
      return draft.rrule.trim();
    case "daily":
      return write({ freq: "DAILY" });
    case "weekdays":
      return write({ freq: "WEEKLY", byDay: workdays.map((weekday) => ({ weekday })) });
    case "weekly": {
      const byDay = weekdayCodes.filter((code) => draft.weekdays.includes(code)).map((weekday) => ({ weekday }));
      return write({ freq: "WEEKLY", interval: draft.everyWeeks, ...(byDay.length === 0 ? {} : { byDay }) });
    }
    case "monthly_day":
      return write({ freq: "MONTHLY", byMonthDay: [draft.monthDay] });
    case "monthly_position":
      return write({ freq: "MONTHLY", byDay: [{ ordinal: draft.position, weekday: draft.positionDay }] });
  }
}

/** The rule that the draft says, or `undefined` while it lacks its first day or its time. */
export function ruleOf(draft: RuleDraft): TimeRuleFields | undefined {
  const localStart = `${draft.firstDay}T${draft.startTime}`;
  if (wallTimeMs(localStart) === undefined) return undefined;
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
  const known = parsed.ok ? { ...draft, ...controlsOf(parsed.parts) } : draft;
  // Only when the controls say exactly this rule: an edit must not lose a part that no control shows.
  return known.repeat !== "custom" && rruleOf(known) === rule.rrule.toUpperCase()
    ? known
    : { ...draft, repeat: "custom" };
}

function controlsOf({ freq, interval, byDay, byMonthDay, until }: RecurrenceParts): Partial<RuleDraft> {
  const lastDay = until?.kind === "day" ? until.date : "";
  const [day] = byDay ?? [];
  const codes = byDay?.map(({ weekday }) => weekday) ?? [];
  if (freq === "DAILY") return { repeat: "daily", lastDay };
  if (freq === "WEEKLY") {
    const isWorkdays = interval === 1 && codes.join() === workdays.join();
    return { repeat: isWorkdays ? "weekdays" : "weekly", everyWeeks: interval, weekdays: codes, lastDay };
  }
  if (freq === "MONTHLY" && byMonthDay?.[0] !== undefined)
    return { repeat: "monthly_day", monthDay: byMonthDay[0], lastDay };
  if (freq === "MONTHLY" && day?.ordinal !== undefined)
    return { repeat: "monthly_position", position: day.ordinal, positionDay: day.weekday, lastDay };
  return { repeat: "custom" };
}
