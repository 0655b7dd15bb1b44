import { formatRange } from "@/lib/time/format";
import { merge, type Range } from "@/lib/time/range";
import { expandRule, RuleInvalid, RuleTooCostly, type TimeRule } from "@/lib/time/recurrence";
import { horizonAfter, maxOpenings } from "@/lib/time/validate-rule";
import { wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";
import { commentContradictions } from "./comment-claims";
import { type Converted, convertForeignWindow, type ForeignWindow } from "./foreign-window";
import type { Refusal } from "./refusal";
import { decideFreezeRule, decideWindowRule } from "./window-rule";

/** How many of the next stretches a person sees before they save. */
const shown = 10;
const dayMs = 86_400_000;
const minuteMs = 60_000;

export type ForeignPreview = {
  zone: string;
  /** What would be saved, in whole minutes, each from its first opening on. */
  rules: TimeRule[];
  /** The next stretches, merged: what overlaps or touches is one. */
  stretches: Range[];
  warnings: string[];
};

export type Previewed =
  | { ok: true; value: ForeignPreview }
  | { ok: false; field: string; reason: string; warnings: string[] };

/**
 * What a window of another program would be here: the rules to save, what they really do next, and what is odd about it or otherwise
 * than its comment says. Refuses what cannot be saved, with the field and the reason.
 */
export function previewForeignWindow(foreign: ForeignWindow, now: Date): Previewed {
  const converted = convertForeignWindow(foreign, now);
  if (!converted.ok) return { ...converted, warnings: [] };
  const { zone } = converted.value;
  const warnings = [...converted.value.warnings, ...contradictions(foreign, converted.value, now)];
  const rounded = converted.value.rules.map((rule) => inWholeMinutes(rule, foreign.does));
  if (rounded.some(({ rule }) => rule.durationMinutes < 1))
    return { ok: false, field: "duration", reason: "It holds no whole minute.", warnings };
  const notes = [...new Set(rounded.flatMap(({ note }) => note ?? []))];
  const rules = rounded.map(({ rule }) => (isCron(foreign) ? fromFirstOpening(rule, now) : rule));
  for (const rule of rules) {
    const decided = foreign.does === "opens" ? decideWindowRule(rule, now) : decideFreezeRule(rule, now);
    if (!decided.ok) return { ok: false, ...faultOf(decided.refusal), warnings: [...warnings, ...notes] };
  }
  const stretches = nextStretches(rules, now);
  return {
    ok: true,
    value: {
      zone,
      rules,
      stretches: stretches.slice(0, shown),
      warnings: [...warnings, ...notes, ...startsElsewhere(foreign, rules)],
    },
  };
}

/** Most rules show enough of themselves in a quarter; only rare ones are looked at up to the horizon. */
function nextStretches(rules: readonly TimeRule[], now: Date): Range[] {
  const horizon = horizonAfter(now);
  const quarter = { start: now, end: new Date(now.getTime() + 92 * dayMs) };
  const soon = mergedStretches(rules, quarter);
  // What touches the end of the quarter may go on behind it.
  const isEnough = soon.length > shown && (soon[shown - 1]?.end ?? horizon) < quarter.end;
  return isEnough ? soon : mergedStretches(rules, { start: now, end: horizon });
}

function faultOf({ field = "schedule", message }: Refusal) {
  return { field, reason: message };
}

const isCron = ({ when }: ForeignWindow) => when.form === "cron_duration" || when.form === "cron_pair";

/** The instants at which the rules together are open, or closed, as the fewest stretches. */
export function mergedStretches(rules: readonly TimeRule[], range: Range): Range[] {
  return merge(rules.flatMap((rule) => expandRule(rule, range, maxOpenings).occurrences.map(({ during }) => during)));
}

/** A freeze is rounded outwards and a window inwards: nothing leaves in a second in which it did not before. */
function inWholeMinutes(rule: TimeRule, does: ForeignWindow["does"]): { rule: TimeRule; note?: string } {
  const start = wallTimeMs(rule.localStart) ?? 0;
  const end = start + rule.durationMinutes * minuteMs;
  if (start % minuteMs === 0 && end % minuteMs === 0) return { rule };
  const [down, up] = [(ms: number) => Math.floor(ms / minuteMs), (ms: number) => Math.ceil(ms / minuteMs)];
  const [from, to] = does === "closes" ? [down(start), up(end)] : [up(start), down(end)];
  const isLastSecond = start % minuteMs === 0 && (end + 1_000) % dayMs === 0 && does === "closes";
  return {
    rule: { ...rule, localStart: wallTimeOfMs(from * minuteMs), durationMinutes: to - from },
    note: isLastSecond
      ? "It ends at 23:59:59; the last second is taken in, so it lasts until midnight."
      : `It is written to the second; here it is in whole minutes, ${does === "closes" ? "a little longer" : "a little shorter"}.`,
  };
}

/** Its first day is one on which it takes place, and no invention of ours. */
function fromFirstOpening(rule: TimeRule, now: Date): TimeRule {
  const start = new Date((wallTimeMs(rule.localStart) ?? 0) - dayMs);
  try {
    const first =
      expandRule(rule, { start, end: new Date(start.getTime() + 40 * dayMs) }, 1).occurrences[0] ??
      expandRule(rule, { start, end: horizonAfter(now) }, 1).occurrences[0];
    return first === undefined ? rule : { ...rule, localStart: first.originalLocalStart };
  } catch (error) {
    // Refused in a moment, with the reason.
    if (error instanceof RuleTooCostly || error instanceof RuleInvalid) return rule;
    throw error;
  }
}

function startsElsewhere({ when }: ForeignWindow, [rule]: readonly TimeRule[]): string[] {
  if (when.form !== "rrule" || rule === undefined) return [];
  const first = wallTimeMs(rule.localStart) ?? 0;
  const around = { start: new Date(first - dayMs), end: new Date(first + 400 * dayMs) };
  const [opening] = expandRule(rule, around, 1).occurrences;
  if (opening === undefined || opening.originalLocalStart === rule.localStart) return [];
  return [`Its first day is none that its rule names; it begins ${formatRange(opening.during, rule.zone)}.`];
}

function contradictions(foreign: ForeignWindow, { rules, zone }: Converted, now: Date): string[] {
  if (foreign.comment.trim() === "") return [];
  try {
    const stretches = mergedStretches(rules, { start: now, end: new Date(now.getTime() + 366 * dayMs) });
    return commentContradictions(foreign.comment, { stretches, zone, does: foreign.does });
  } catch (error) {
    if (error instanceof RuleTooCostly || error instanceof RuleInvalid) return [];
    throw error;
  }
}
