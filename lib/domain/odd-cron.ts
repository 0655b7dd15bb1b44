import { joined, ordinal } from "@/lib/time/words";
import { type Cron, timesOfCron } from "./cron";
import { weekStarts } from "./cron-rules";
import { mergeOnWeek, weekMs } from "./week-circle";

const minuteMs = 60_000;
const weekdayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/** Beyond this share of the week a freeze is more likely turned round than meant. */
const mostClosed = 0.8;

type Does = "opens" | "closes";

/** What a cron expression with a duration does that its author may not have meant, in sentences. */
export function oddCron(cron: Cron, length: number, does: Does): string[] {
  return [
    ...eitherDay(cron),
    ...everyMinute(cron, length),
    ...unevenSteps(cron),
    ...(cron.minutes.length === 60 ? [] : overlapsItself(cron, length)),
    ...shareOfWeek(
      cron.monthDays === null && cron.months === null ? weekStarts(cron).map((start) => ({ start, length })) : [],
      does,
    ),
  ];
}

/** The same of a start and an end. */
export function oddPair(start: Cron, end: Cron, { ignoredStarts }: { ignoredStarts: number }, does: Does): string[] {
  const ends = weekStarts(end).sort((a, b) => a - b);
  const isWeekly = [start, end].every(({ monthDays, months }) => monthDays === null && months === null);
  const blocks = isWeekly
    ? weekStarts(start).map((from) => ({
        start: from,
        length: (ends.find((to) => to > from) ?? (ends[0] ?? 0) + weekMs) - from,
      }))
    : [];
  return [
    ...eitherDay(start),
    ...eitherDay(end),
    ...(ignoredStarts > 0 ? ["It starts again before it has ended: until the next end that is one stretch."] : []),
    ...shareOfWeek(blocks, does),
  ];
}

function eitherDay({ monthDays, weekdays }: Cron): string[] {
  if (monthDays === null || weekdays === null) return [];
  const dates = `the ${joined(shortened(monthDays.map(ordinal)))} of the month`;
  const days = joined(weekdays.map((weekday) => weekdayNames[weekday] as string));
  return [
    `It names a day of the month and a day of the week. Cron takes either, not both: it starts on ${dates}, and on every ${days} besides.`,
  ];
}

const shortened = (words: string[]) =>
  words.length > 4 ? [...words.slice(0, 3), `${words.length - 3} others`] : words;

function everyMinute(cron: Cron, length: number): string[] {
  if (cron.minutes.length !== 60) return [];
  const hours =
    cron.hours.length === 24
      ? "of every hour"
      : `of ${cron.hours.length === 1 ? "the hour" : "the hours"} ${joined(shortened(cron.hours.map((hour) => `${String(hour).padStart(2, "0")}:00`)))}`;
  const again = length >= minuteMs ? "; together that is one stretch, longer than its duration says" : "";
  return [`Its minute is *, so it starts every minute ${hours}${again}. A 0 there would mean once.`];
}

function unevenSteps({ fields }: Cron): string[] {
  return [
    { text: fields.minute, whole: 60, unit: "hour" },
    { text: fields.hour, whole: 24, unit: "day" },
  ].flatMap(({ text, whole, unit }) => {
    const step = Number(/^\*\/(\d+)$/.exec(text)?.[1] ?? 1);
    return whole % step === 0
      ? []
      : [`"${text}" begins anew with every ${unit}: the last step is shorter than the others.`];
  });
}

function overlapsItself(cron: Cron, length: number): string[] {
  const times = timesOfCron(cron).map((time) => time * minuteMs);
  const isWithinDay = times.some((time, index) => index > 0 && time - (times[index - 1] ?? 0) < length);
  const starts = cron.monthDays === null && cron.months === null ? weekStarts(cron).sort((a, b) => a - b) : [];
  const isOverDays = starts.some((start, index) => (starts[index + 1] ?? (starts[0] ?? 0) + weekMs) - start < length);
  return isWithinDay || isOverDays
    ? ["It overlaps itself: it starts again before it has ended. That is one stretch, not two."]
    : [];
}

function shareOfWeek(blocks: readonly { start: number; length: number }[], does: Does): string[] {
  if (blocks.length === 0) return [];
  const merged = mergeOnWeek(blocks);
  const word = does === "opens" ? "open" : "closed";
  if (merged === "always") return [`It is ${word} always: nothing of the week is left out.`];
  const share = merged.reduce((sum, { length }) => sum + length, 0) / weekMs;
  if (does === "opens" || share < mostClosed) return [];
  return [
    `It is closed ${Math.round(share * 100)} % of the week. If that is not meant, its start and its end may be turned round.`,
  ];
}
