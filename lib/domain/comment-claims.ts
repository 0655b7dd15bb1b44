import { lengthMs, type Range } from "@/lib/time/range";
import { joined } from "@/lib/time/words";
import { wallMs } from "@/lib/time/zone";

/** What a window really does: its stretches of about a year, merged. */
export type Doings = { stretches: readonly Range[]; zone: string; does: "opens" | "closes" };

const names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * Where a window does something else than its comment says, in sentences: weekdays, times of day, how long, how often, whether it
 * opens or closes. A comment says little and says it loosely, so only what can hardly be meant otherwise is held against it.
 */
export function commentContradictions(comment: string, doings: Doings): string[] {
  const text = comment.toLowerCase().replaceAll(/\s+/g, " ").slice(0, 2_000);
  if (doings.stretches.length === 0) return [];
  const found = [
    ...wrongDays(text, doings),
    ...wrongTimes(text, doings),
    ...wrongLength(text, doings),
    ...wrongDirection(text, doings),
    ...wrongRhythm(text, doings),
  ];
  return found.map((each) => `Its comment says something else: ${each}`);
}

type Wall = { start: number; end: number };
const walls = ({ stretches, zone }: Doings): Wall[] =>
  stretches.map(({ start, end }) => ({ start: wallMs(start, zone), end: wallMs(end, zone) }));

/** The weekdays that a stretch shares an hour with; a few minutes of the day after are no day. */
function touchedDays(doings: Doings): Set<number> {
  const days = new Set<number>();
  for (const { start, end } of walls(doings).slice(0, 400)) {
    for (let day = Math.floor(start / dayMs); day * dayMs < end && days.size < 7; day++) {
      const share = Math.min(end, (day + 1) * dayMs) - Math.max(start, day * dayMs);
      if (share >= Math.min(60 * minuteMs, end - start)) days.add(new Date(day * dayMs).getUTCDay());
    }
  }
  return days;
}

function claimedDays(text: string): { days: number[]; words: string; isAll: boolean } | undefined {
  if (/\bweek-?ends?\b/.test(text) && !/\bweek-?days?\b|\bbusiness\b|\bworking\b/.test(text))
    return { days: [6, 0], words: "the weekend", isAll: false };
  if (
    /\b(?:week-?days?|business (?:days?|hours)|working (?:days?|hours)|office hours)\b/.test(text) &&
    !/\bweek-?ends?\b|\bdays? of the week\b/.test(text)
  )
    return { days: [1, 2, 3, 4, 5], words: "weekdays", isAll: true };
  const range =
    /\b(sun|mon|tue|wed|thu|fri|sat)[a-z]* ?(?:-|–|to|through|until|till) ?(sun|mon|tue|wed|thu|fri|sat)/.exec(text);
  const place = (word: string | undefined) => names.findIndex((name) => name.toLowerCase().startsWith(word ?? "?"));
  if (range !== null) {
    const [from, to] = [place(range[1]), place(range[2])];
    const count = ((to - from + 7) % 7) + 1;
    const days = Array.from({ length: count }, (_, index) => (from + index) % 7);
    return { days, words: `${names[from]} to ${names[to]}`, isAll: true };
  }
  const named = names.flatMap((name, day) => (new RegExp(`\\b${name.toLowerCase()}s?\\b`).test(text) ? [day] : []));
  return named.length === 0
    ? undefined
    : { days: named, words: joined(named.map((day) => names[day] as string)), isAll: true };
}

function wrongDays(text: string, doings: Doings): string[] {
  const claim = claimedDays(text);
  if (claim === undefined || /\b(?:except|but not|excluding|outside|other than|not on)\b/.test(text)) return [];
  const touched = touchedDays(doings);
  const missing = claim.days.filter((day) => !touched.has(day));
  const extra = [...touched].filter((day) => !claim.days.includes(day));
  // A weekend may begin on Friday evening and end on Monday morning.
  const tooMany = claim.isAll ? extra : extra.filter((day) => day !== 5 && day !== 1);
  const does = doings.does === "opens" ? "is open" : "is closed";
  const list = (days: number[]) =>
    joined([...days].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7)).map((day) => names[day] as string));
  return [
    ...(missing.length > 0 ? [`it speaks of ${claim.words}, but never ${does} on ${list(missing)}.`] : []),
    ...(missing.length === 0 && tooMany.length > 0
      ? [`it speaks of ${claim.words}, but ${does} on ${list(tooMany)}, too.`]
      : []),
  ];
}

/** "9am", "5:30 pm", "22:00"; not the digits of a date or a version. */
function claimedTimes(text: string): { minute: number; words: string }[] {
  const twelve = [...text.matchAll(/(?<![\d.:])(\d{1,2})(?::(\d{2}))? ?([ap])\.?m\b/g)].map(
    ([words, hour, minute = "0", half]) => ({
      minute: ((Number(hour) % 12) + (half === "p" ? 12 : 0)) * 60 + Number(minute),
      words: words.trim(),
    }),
  );
  const full = [...text.matchAll(/(?<![\d.:+-])([01]?\d|2[0-4]):([0-5]\d)(?!:?\d| ?[ap]\.?m\b)/g)].map(
    ([words, hour, minute]) => ({
      minute: (Number(hour) * 60 + Number(minute)) % 1440,
      words,
    }),
  );
  return [...twelve, ...full];
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function wrongTimes(text: string, doings: Doings): string[] {
  const real = new Set(
    walls(doings)
      .slice(0, 400)
      .flatMap(({ start, end }) =>
        [start, end].map((wall) => Math.floor((((wall % dayMs) + dayMs) % dayMs) / minuteMs)),
      ),
  );
  if (real.size > 12) return [];
  return claimedTimes(text)
    .filter(({ minute }) => !real.has(minute))
    .slice(0, 3)
    .map(
      ({ words }) =>
        `it speaks of ${words}, but begins and ends at ${joined([...real].sort((a, b) => a - b).map(clock))}.`,
    );
}

function wrongLength(text: string, { stretches }: Doings): string[] {
  const match =
    /\b(?:for |lasts? |of )?(\d{1,3}|one|two|three|four|six|eight|twelve) ?-?(hours?|h|minutes?|mins?|days?)\b(?! (?:before|after|ago|notice|a week|per week|earlier|later))/.exec(
      text,
    );
  const words: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, six: 6, eight: 8, twelve: 12 };
  const amount = words[match?.[1] ?? ""] ?? Number(match?.[1]);
  if (match === null || !Number.isFinite(amount) || /\bat least|at most|up to|every \d|\bneeds?\b/.test(text))
    return [];
  const unit = match[2]?.startsWith("h") ? 60 : match[2]?.startsWith("m") ? 1 : 1440;
  const claimed = amount * unit;
  const lengths = new Set(stretches.slice(1, 200).map((range) => Math.round(lengthMs(range) / minuteMs)));
  // The hour that a clock change takes or gives is no contradiction.
  const fits = [...lengths].some(
    (length) => Math.abs(length - claimed) <= 60 * (claimed >= 120 ? 1 : 0) || Math.abs(length - claimed) <= 1,
  );
  if (lengths.size === 0 || fits) return [];
  const [length = 0] = lengths;
  return [`it speaks of ${match[0].replace(/^(?:for|lasts?|of) /, "")}, but lasts ${spell(length)}.`];
}

function spell(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? "a day" : `${minutes / 1440} days`;
  return minutes % 60 === 0
    ? `${minutes / 60} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`.replace(/^0 h /, "");
}

function wrongDirection(text: string, { does }: Doings): string[] {
  const closes =
    /\b(?:no|block(?:s|ed)?|deny|denies|forbid|forbidden|prevent|freeze|disallow) ?(?:s|all|any)? ?(?:deploy\w*|sync\w*|releases?|changes?|updates?)?\b/.test(
      text,
    );
  const opens = /\b(?:allow(?:s|ed)?|permit(?:s|ted)?|enable) (?:deploy|sync|release|change|update|us|only)/.test(text);
  if (
    does === "opens" &&
    closes &&
    !opens &&
    /\b(?:no|block|deny|forbid|prevent|freeze|disallow)\w* (?:deploy|sync|release|change|update)/.test(text)
  )
    return ["it speaks of keeping out, but lets through."];
  return does === "closes" && opens && !closes ? ["it speaks of letting through, but keeps out."] : [];
}

function wrongRhythm(text: string, { stretches, zone }: Doings): string[] {
  const starts = stretches.map(({ start }) => wallMs(start, zone));
  const first = starts[0] ?? 0;
  const weeks = Math.max(1, ((starts.at(-1) ?? first) - first) / (7 * dayMs));
  const perWeek = (starts.length - 1) / weeks;
  if (starts.length < 3) return [];
  const often = perWeek >= 0.9 ? `${timesInWords(perWeek)} a week` : `${timesInWords(perWeek * 4.35)} a month`;
  if (
    /\bmonthly\b|\b(?:once|one) (?:a|per) month\b|\b(?:first|second|third|last) (?:sun|mon|tue|wed|thu|fri|sat)\w*day of (?:the|each|every) month\b/.test(
      text,
    ) &&
    perWeek > 0.4
  )
    return [`it speaks of once a month, but begins ${often}.`];
  if (/\bweekly\b|\bonce (?:a|per) week\b|\bevery week\b/.test(text) && perWeek > 1.5)
    return [`it speaks of once a week, but begins ${often}.`];
  if (/\b(?:daily|nightly|every (?:day|night))\b/.test(text) && perWeek < 6 && !/\bweek-?days?\b/.test(text))
    return [`it speaks of every day, but begins ${often}.`];
  if (/\bhourly\b|\bevery hour\b/.test(text) && perWeek < 160) return [`it speaks of every hour, but begins ${often}.`];
  return [];
}

function timesInWords(count: number): string {
  const rounded = Math.round(count * 10) / 10;
  return rounded === 1 ? "once" : `${rounded} times`;
}
