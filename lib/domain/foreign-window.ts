import { parseInstant } from "@/lib/time/instant";
import type { TimeRule } from "@/lib/time/recurrence";
import { parseRRule, writeRRule } from "@/lib/time/rrule";
import { wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";
import { ianaZoneOf } from "@/lib/time/windows-zones";
import { isZone, offsetMs, wallMs } from "@/lib/time/zone";
import { type Cron, readCron } from "./cron";
import { rulesOfCronPair } from "./cron-pair-rules";
import { type LooseRule, rulesOfCron } from "./cron-rules";
import { oddCron, oddPair } from "./odd-cron";
import { readDuration } from "./written-duration";

/** A window or freeze as another program writes it. */
export type ForeignWindow = {
  name: string;
  /** Whether deployments are let through in it, or kept out. */
  does: "opens" | "closes";
  when:
    | { form: "cron_duration"; schedule: string; duration: string }
    | { form: "cron_pair"; start: string; end: string }
    | { form: "rrule"; start: string; end: string; rrule: string }
    | { form: "once"; start: string; end: string };
  /** As written; null: none is given. */
  zone: string | null;
  /** What its author says about it. */
  comment: string;
};

export type Converted = {
  zone: string;
  /** Exact, seconds included: what the other program does, in our words. Together they are the window. */
  rules: TimeRule[];
  /** What one should know before taking it over, in sentences. */
  warnings: string[];
};

/** `field`: which part of the definition is at fault. */
export type Conversion = { ok: true; value: Converted } | { ok: false; field: string; reason: string };

const dayMs = 86_400_000;
const minuteMs = 60_000;

class Refused extends Error {
  constructor(
    readonly field: string,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * Says in rules of ours what a window of another program does: cron with a duration, a start and an end in cron, an RRULE, or one
 * stretch. `from`: the rules need not give what ended before it. Refuses what no rule of ours can say, with the field and the reason;
 * what is odd about it stands in the warnings. Times are by the wall clock of its zone.
 */
export function convertForeignWindow(foreign: ForeignWindow, from: Date): Conversion {
  try {
    const { zone, warnings } = zoneOf(foreign);
    const found = rulesOf(foreign, zone, from);
    return {
      ok: true,
      value: { zone: found.zone ?? zone, rules: found.rules, warnings: [...warnings, ...found.warnings] },
    };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, field: error.field, reason: error.message };
    throw error;
  }
}

function zoneOf({ zone, when }: ForeignWindow): { zone: string; warnings: string[] } {
  if (zone === null || zone === "") {
    const needsOne = when.form === "cron_duration" || when.form === "cron_pair";
    return { zone: "UTC", warnings: needsOne ? ["It names no time zone, and so means UTC."] : [] };
  }
  if (isZone(zone)) return { zone: zone === "Etc/UTC" ? "UTC" : zone, warnings: [] };
  const translated = ianaZoneOf(zone);
  if (translated === undefined)
    throw new Refused("zone", `"${zone.slice(0, 60)}" is not a time zone that is known here.`);
  return { zone: translated, warnings: [`The zone "${zone}" is read as ${translated}.`] };
}

type Found = { rules: TimeRule[]; warnings: string[]; zone?: string };

function rulesOf({ when, does }: ForeignWindow, zone: string, from: Date): Found {
  switch (when.form) {
    case "cron_duration": {
      const cron = cronOf(when.schedule, "schedule");
      const length = readDuration(when.duration);
      if (length === undefined)
        throw new Refused(
          "duration",
          `"${when.duration.slice(0, 40)}" is no duration such as 1h30m, longer than nothing.`,
        );
      const own = cron.zone === undefined ? zone : knownZone(cron.zone, "schedule");
      const loose = rulesOfCron(cron, length);
      if (loose.length === 0)
        throw new Refused("schedule", "It never fires: the day that it names comes in none of its months.");
      return { rules: anchored(loose, own, from), warnings: oddCron(cron, length, does), zone: own };
    }
    case "cron_pair": {
      const start = cronOf(when.start, "freeze_start");
      const end = cronOf(when.end, "freeze_end");
      const pair = rulesOfCronPair(start, end);
      if (!pair.ok) throw new Refused("freeze_end", pair.reason);
      return { rules: anchored(pair.rules, zone, from), warnings: oddPair(start, end, pair, does) };
    }
    case "rrule":
      return ofRRule(when, zone);
    case "once":
      return ofStretch(when, zone);
  }
}

function cronOf(text: string, field: string): Cron {
  const read = readCron(text);
  if (!read.ok) throw new Refused(field, read.reason);
  return read.cron;
}

function knownZone(zone: string, field: string): string {
  const known = isZone(zone) ? zone : ianaZoneOf(zone);
  if (known === undefined) throw new Refused(field, `"${zone.slice(0, 60)}" is not a time zone that is known here.`);
  return known;
}

/** Cron has no first day: the rules begin early enough for what is under way at `from`. */
function anchored(loose: readonly LooseRule[], zone: string, from: Date): TimeRule[] {
  return loose.map(({ parts, firstTime, length }) => {
    const day = Math.floor((wallMs(from, zone) - length) / dayMs) * dayMs - dayMs;
    return {
      localStart: wallTimeOfMs(day + firstTime),
      zone,
      durationMinutes: length / minuteMs,
      rrule: writeRRule(parts),
      exdates: [],
      rdates: [],
    };
  });
}

type Stretch = { start: Date; end: Date; warnings: string[] };

/** An instant with its offset, or a wall time of the zone. */
function pointOf(text: string, zone: string, field: string): { at: Date; offset: string | null } {
  const written = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text.replace(" ", "T");
  const at = parseInstant(written);
  if (at !== undefined) return { at, offset: /(?:Z|[+-]\d\d:\d\d)$/.exec(written)?.[0] ?? null };
  const wall = wallTimeMs(written);
  if (wall === undefined)
    throw new Refused(field, `"${text.slice(0, 40)}" is no day and time that exists, such as 2026-12-24T06:00.`);
  return { at: new Date(wall - offsetMs(new Date(wall), zone)), offset: null };
}

function stretchOf({ start, end }: { start: string; end: string }, zone: string): Stretch {
  const [first, last] = [pointOf(start, zone, "start"), pointOf(end, zone, "end")];
  if (last.at <= first.at) throw new Refused("end", "It ends before it begins.");
  const mixed = first.offset !== last.offset;
  const hours = (last.at.getTime() - first.at.getTime()) / 3_600_000;
  return {
    start: first.at,
    end: last.at,
    warnings: mixed
      ? [
          `Its start (${first.offset ?? zone}) and its end (${last.offset ?? zone}) are written with different offsets: it lasts ${hoursInWords(hours)}.`,
        ]
      : [],
  };
}

const hoursInWords = (hours: number) => `${Number(hours.toFixed(2))} ${hours === 1 ? "hour" : "hours"}`;

function ofStretch(when: { start: string; end: string }, zone: string): Found {
  const { start, end, warnings } = stretchOf(when, zone);
  return { rules: [ruleFrom(start, end, zone, null)], warnings };
}

function ofRRule(when: { start: string; end: string; rrule: string }, zone: string): Found {
  const { start, end, warnings } = stretchOf(when, zone);
  const text = when.rrule.replace(/^RRULE:/i, "").trim();
  const parsed = parseRRule(text);
  if (!parsed.ok) throw new Refused("rrule", parsed.problem.message);
  return { rules: [ruleFrom(start, end, zone, text)], warnings };
}

/** The length is that of the wall clock, as everywhere. */
function ruleFrom(start: Date, end: Date, zone: string, rrule: string | null): TimeRule {
  const first = wallMs(start, zone);
  return {
    localStart: wallTimeOfMs(first),
    zone,
    durationMinutes: (wallMs(end, zone) - first) / minuteMs,
    rrule,
    exdates: [],
    rdates: [],
  };
}
