import type { Opening, TimeRule } from "@/lib/time/recurrence";
import { type RuleFault, validateRule } from "@/lib/time/validate-rule";
import { accept, type RefusalCode, type Result, refuse } from "./refusal";

/*
 * Evaluates recurrence, and so weighs what `lib/time/recurrence.ts` weighs: for the server only.
 */

/** The longest opening of a window: 31 days. A freeze may last a year. */
const longestOpeningMinutes = 31 * 1440;

const codes: Record<RuleFault["kind"], RefusalCode> = {
  invalid: "invalid_input",
  too_costly: "invalid_input",
  never_opens: "window_never_opens",
  overlaps_itself: "window_overlaps_itself",
};

function asResult(check: ReturnType<typeof validateRule>): Result<{ preview: Opening[] }> {
  if (check.ok) return accept({ preview: check.preview });
  const { kind, field, message } = check.fault;
  return refuse(codes[kind], message, { field, rules: [{ kind: "time", name: "Recurrence", reason: message }] });
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
  return asResult(validateRule(rule, now));
}

/**
 * Whether a freeze may be saved with this rule; answers with the stretches that it closes next. Refuses like a window's, but a
 * freeze may overlap itself: closed twice is closed.
 */
export function decideFreezeRule(rule: TimeRule, now: Date): Result<{ preview: Opening[] }> {
  return asResult(validateRule(rule, now, { mayOverlap: true }));
}
