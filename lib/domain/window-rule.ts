import { formatRange } from "@/lib/time/format";
import type { Opening, TimeRule } from "@/lib/time/recurrence";
import { type RuleFault, validateRule } from "@/lib/time/validate-rule";
import { longestOpeningMinutes } from "./occurrence-edit";
import { accept, type RefusalCode, type Result, type Rule, refuse } from "./refusal";

/*
 * Evaluates recurrence, and so weighs what `lib/time/recurrence.ts` weighs: for the server only.
 */

const codes: Record<RuleFault["kind"], RefusalCode> = {
  invalid: "invalid_input",
  too_costly: "invalid_input",
  never_opens: "window_never_opens",
  overlaps_itself: "window_overlaps_itself",
};

/** The refusal shows the openings that are at fault: the two that collide, or the first that comes too late. */
function asResult(check: ReturnType<typeof validateRule>, { zone }: TimeRule): Result<{ preview: Opening[] }> {
  if (check.ok) return accept({ preview: check.preview });
  const { kind, field, message, preview } = check.fault;
  const why: Rule = { kind: "time", name: "Recurrence", reason: message };
  const shown = preview.map(({ originalLocalStart, during }): Rule => {
    const name = originalLocalStart.replace("T", " ");
    return { kind: "time", name, reason: `Open ${formatRange(during, zone)}.` };
  });
  return refuse(codes[kind], message, { field, rules: [why, ...shown] });
}

/**
 * Whether a window may be saved with this rule; answers with its next openings. Refuses what is no rule (`invalid_input` with the
 * field), what never opens within the planning horizon (`window_never_opens`, case 5) and what overlaps itself
 * (`window_overlaps_itself`, case 4: the lanes would be there twice).
 */
export function decideWindowRule(rule: TimeRule, now: Date): Result<{ preview: Opening[] }> {
  if (rule.durationMinutes > longestOpeningMinutes) {
    return refuse("invalid_input", "An opening lasts 31 days at most.", { field: "durationMinutes" });
  }
  return asResult(validateRule(rule, now), rule);
}

/**
 * Whether a freeze may be saved with this rule; answers with the stretches that it closes next. Refuses like a window's, but a
 * freeze may overlap itself: closed twice is closed.
 */
export function decideFreezeRule(rule: TimeRule, now: Date): Result<{ preview: Opening[] }> {
  return asResult(validateRule(rule, now, { mayOverlap: true }), rule);
}
