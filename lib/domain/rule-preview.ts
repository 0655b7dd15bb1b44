import type { Range } from "@/lib/time/range";
import type { Opening, TimeRule } from "@/lib/time/recurrence";
import { expandRule } from "@/lib/time/recurrence";
import { horizonAfter, maxOpenings } from "@/lib/time/validate-rule";
import { wallTimeAt } from "@/lib/time/zone";
import { clockChangeNotes } from "./clock-change-notes";

/** How many of the next openings a person sees before they save. */
const shown = 10;

export type RulePreview = {
  openings: Opening[];
  /** How often it opens within the planning horizon. */
  count: number;
  /** What clock changes do to it, in sentences. */
  notes: string[];
};

/** What a rule that was found good will do: its next openings and what clock changes do to them within the horizon. */
export function previewOfRule(rule: TimeRule, now: Date): RulePreview {
  const expansion = expandRule(rule, { start: now, end: horizonAfter(now) }, maxOpenings);
  const { occurrences } = expansion;
  return {
    openings: occurrences.slice(0, shown),
    count: occurrences.length,
    notes: clockChangeNotes(expansion, rule),
  };
}

/** The same of stretches that no rule gives, in order: they are instants already, so no clock change does anything to them. */
export function previewOfStretches(stretches: readonly Range[], zone: string): RulePreview {
  const openings = stretches
    .slice(0, shown)
    .map((during) => ({ originalLocalStart: wallTimeAt(during.start, zone).slice(0, 16), during }));
  return { openings, count: stretches.length, notes: [] };
}
