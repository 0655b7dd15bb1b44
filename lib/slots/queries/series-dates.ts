import type { Reader } from "@/db/client";
import type { BookingFacts } from "@/lib/domain/booking-facts";
import type { Reach } from "@/lib/domain/permission";
import type { PlannedSlot } from "@/lib/domain/planned-slot";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { type DateVerdict, judgeDates, mostDates } from "@/lib/domain/slot-series";
import type { EnvironmentRule } from "@/lib/domain/window-status";
import type { PreviewSeriesInput } from "@/lib/slots/input/series";
import { expandRule, type Opening } from "@/lib/time/recurrence";
import { horizonAfter, validateRule } from "@/lib/time/validate-rule";
import { loadBookingFacts } from "./booking-facts";
import { loadPlan } from "./plan";

const dayMs = 86_400_000;
/** Alternatives are looked for a week on either side of a date. */
const aroundDays = 8;

type SeriesRule = Pick<PreviewSeriesInput, "zone" | "localStart" | "durationMinutes" | "rrule">;

/**
 * The dates of a recurring booking from now on. Refuses, at the field, a rule that is broken, that never comes true, that has no end
 * or more dates than `mostDates`, and one whose dates run into each other.
 */
export function datesOf(rule: SeriesRule, now: Date): Result<Opening[]> {
  const whole = { ...rule, exdates: [], rdates: [] };
  const checked = validateRule(whole, now);
  if (!checked.ok) {
    const { kind, field, message } = checked.fault;
    const codes = { never_opens: "window_never_opens", overlaps_itself: "window_overlaps_itself" } as const;
    return refuse(codes[kind as keyof typeof codes] ?? "invalid_input", message, { field });
  }
  const { occurrences, truncated } = expandRule(whole, { start: now, end: horizonAfter(now) }, mostDates);
  if (truncated) {
    const message = `A recurring booking has at most ${mostDates} dates; say how often (COUNT) or until when (UNTIL).`;
    return refuse("invalid_input", message, { field: "rrule" });
  }
  return accept(occurrences.filter(({ during }) => during.start >= now));
}

/** Every date with its verdict, as it would be booked now. A constant number of statements. */
export async function previewDates(
  reader: Reader,
  asked: { environment: EnvironmentRule; team: PlannedSlot["team"]; rule: SeriesRule },
  scope: Reach,
  now: Date,
): Promise<Result<{ dates: DateVerdict[]; facts: BookingFacts }>> {
  const { environment, team, rule } = asked;
  const dates = datesOf(rule, now);
  if (!dates.ok) return dates;
  const [first, last] = [dates.value[0], dates.value.at(-1)];
  if (first === undefined || last === undefined) {
    return refuse("window_never_opens", "No date of this rule is still to come.", { field: "rrule" });
  }
  const range = {
    start: new Date(Math.max(now.getTime(), first.during.start.getTime() - aroundDays * dayMs)),
    end: new Date(last.during.end.getTime() + aroundDays * dayMs),
  };
  const facts = await loadBookingFacts(reader, environment, range, scope);
  const plan = await loadPlan(reader, range, scope);
  const hasWindows = facts.occurrences.length > 0 || !environment.defaultOpen;
  const wish = {
    origin: hasWindows ? ("window" as const) : ("continuous" as const),
    team,
    durationMinutes: rule.durationMinutes,
  };
  return accept({ dates: judgeDates(dates.value, wish, facts, plan, now), facts });
}
