import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { merge, type Range } from "./range";
import { expandRule, type TimeRule } from "./recurrence";
import { parseRRule } from "./rrule";
import { validateRule } from "./validate-rule";
import { wallTimeMs, wallTimeOfMs } from "./wall-time";

/*
 * Recurrence rules and windows that other projects published, with the occurrences they expect. They lie beside the
 * repository (`../shared/data`), are not shipped with it, and are skipped with a line where that folder is absent.
 */
const data = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const read = <T>(path: string): T => JSON.parse(readFileSync(`${data}${path}`, "utf8")) as T;
const there = existsSync(data);
if (!there) process.stderr.write(`skipped: published recurrence rules, ${data} is absent\n`);

type PublishedCase = {
  id: string;
  dtstart: string;
  tzid: string | null;
  rrule: string;
  finite: boolean;
  expected: string[];
  expected_utc?: string[];
  exdates?: string[];
  rdates?: string[];
  flags?: string[];
};

const ruleOf = (published: PublishedCase, durationMinutes = 1): TimeRule => ({
  localStart: published.dtstart,
  zone: published.tzid ?? "UTC",
  durationMinutes,
  rrule: published.rrule,
  exdates: published.exdates ?? [],
  rdates: published.rdates ?? [],
});

describe.runIf(there)("published recurrence rules", () => {
  const cases = there ? read<PublishedCase[]>("rrule/cases_developers.json") : [];
  const plain = cases.filter((published) => published.flags === undefined);
  const flagged = cases.filter((published) => published.flags !== undefined);

  it("are all there", () => {
    expect([plain.length, flagged.length]).toEqual([106, 112]);
  });

  it.each(plain)("$id $rrule gives what its publisher expects", (published) => {
    const range = { start: new Date("1990-01-01T00:00:00Z"), end: new Date("2399-01-01T00:00:00Z") };
    const { occurrences, truncated } = expandRule(ruleOf(published), range);
    expect(truncated).toBe(false);
    expect(occurrences.map((opening) => opening.originalLocalStart)).toEqual(
      published.expected.map((text) => wallTimeOfMs(wallTimeMs(text) ?? 0)),
    );
    if (published.expected_utc === undefined) return;
    expect(occurrences.map(({ during }) => during.start.toISOString().replace(".000", ""))).toEqual(
      published.expected_utc,
    );
  });

  it.each(flagged)(
    "$id $rrule is refused with the part at fault, being outside the RFC or finer than a day",
    (published) => {
      const parsed = parseRRule(published.rrule);
      expect(parsed.ok).toBe(false);
      if (parsed.ok) return;
      expect(published.rrule.toUpperCase()).toContain(parsed.problem.part);
      expect(parsed.problem.message).toMatch(/^\S.*\.$/);
    },
  );
});

describe.runIf(there)("broken and runaway rules", () => {
  type Broken = { id: string; rrule?: string; ical?: string; dtstart?: string; tzid?: string };
  const broken = there ? read<Broken[]>("rrule/invalid.json").filter((rule) => rule.rrule !== undefined) : [];

  it.each(broken)("$id $rrule is refused with a reason in bounded time", ({ rrule = "", dtstart, tzid }) => {
    const started = performance.now();
    const rule = { localStart: (dtstart ?? "2026-01-05T09:00").slice(0, 16), zone: tzid ?? "UTC", durationMinutes: 60 };
    const checked = validateRule({ ...rule, rrule, exdates: [], rdates: [] }, new Date("2026-11-21T09:00:00Z"));
    expect(checked.ok).toBe(false);
    if (!checked.ok) expect(checked.fault.message).toMatch(/^\S.*\.$/);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it.each(["19970902T090000Z", "19970101T000000,19970202T000000"])("a start written as %s is refused", (localStart) => {
    const rule = { localStart, zone: "America/New_York", durationMinutes: 60, rrule: "FREQ=YEARLY;COUNT=3" };
    const checked = validateRule({ ...rule, exdates: [], rdates: [] }, new Date("1997-01-01T00:00:00Z"));
    expect(checked).toMatchObject({ ok: false, fault: { kind: "invalid", field: "localStart" } });
  });
});

type PublishedWindow = {
  id: string;
  form: string;
  tz?: string;
  schedule?: string;
  duration?: string;
  freeze_start?: string;
  start?: string;
  end?: string;
  rrule?: string;
  expected?: { from: string; to: string; intervals: [string, string][] | null; count: number; total_minutes: number };
};

const weekdayOfCron = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** The cron forms that the published windows use, as an RRULE. */
function rruleOfCron(cron: string): string {
  const [minute = "", hour = "", , , weekday = ""] = cron.split(" ");
  const every = (field: string, size: number) => {
    if (/^\d+$/.test(field)) return [Number(field)];
    const step = Number(field.split("/")[1] ?? 1);
    return Array.from({ length: Math.ceil(size / step) }, (_, index) => index * step);
  };
  const days =
    weekday === "*" ? undefined : /^(?:1-5|MON-FRI)$/.test(weekday) ? "MO,TU,WE,TH,FR" : weekdayOfCron[Number(weekday)];
  const times = `BYHOUR=${every(hour, 24)};BYMINUTE=${every(minute, 60)}`;
  return days === undefined ? `FREQ=DAILY;${times}` : `FREQ=WEEKLY;BYDAY=${days};${times}`;
}

function ruleOfWindow(window: PublishedWindow): TimeRule {
  const lists = { exdates: [], rdates: [], zone: window.tz ?? "UTC" };
  if (window.schedule !== undefined) {
    const size = Number.parseInt(window.duration ?? "0", 10) * (window.duration?.endsWith("h") ? 60 : 1);
    return { ...lists, localStart: "2024-01-01T00:00", durationMinutes: size, rrule: rruleOfCron(window.schedule) };
  }
  if (window.freeze_start !== undefined) {
    // Friday 23:00 to Monday 07:00 is 56 hours.
    return {
      ...lists,
      localStart: "2024-01-01T00:00",
      durationMinutes: 56 * 60,
      rrule: rruleOfCron(window.freeze_start),
    };
  }
  const start = new Date(window.start ?? "");
  const durationMinutes = Math.round((new Date(window.end ?? "").getTime() - start.getTime()) / 60_000);
  return { ...lists, localStart: start.toISOString().slice(0, 19), durationMinutes, rrule: window.rrule ?? null };
}

describe.runIf(there)("windows and freezes that people published", () => {
  const { windows } = there
    ? read<{ windows: PublishedWindow[] }>("windows/real-windows-developers.json")
    : { windows: [] };
  const derived = windows.filter((window) => window.expected !== undefined);

  it.each(derived)("$id ($form) opens exactly when expected", (window) => {
    const { from, to, intervals, count, total_minutes } = window.expected as NonNullable<PublishedWindow["expected"]>;
    const within: Range = { start: new Date(from), end: new Date(to) };
    const { occurrences } = expandRule(ruleOfWindow(window), within, 30_000);
    const merged = merge(occurrences.map(({ during }) => during)).map(({ start, end }) => ({
      start: start < within.start ? within.start : start,
      end: end > within.end ? within.end : end,
    }));
    const minutes = merged.reduce((sum, { start, end }) => sum + (end.getTime() - start.getTime()) / 60_000, 0);
    expect([merged.length, minutes]).toEqual([count, total_minutes]);
    if (intervals === null) return;
    const written = merged.map(({ start, end }) => [start, end].map((at) => at.toISOString().replace(".000", "")));
    expect(written).toEqual(intervals);
  });

  it.each(windows.filter((window) => window.form === "one-off"))("$id, a one-off freeze, closes once", (window) => {
    const around = { start: new Date("2020-01-01T00:00:00Z"), end: new Date("2030-01-01T00:00:00Z") };
    const { occurrences } = expandRule(ruleOfWindow(window), around);
    expect(occurrences).toHaveLength(1);
    expect(occurrences[0]?.during.start).toEqual(new Date(window.start ?? ""));
  });
});
