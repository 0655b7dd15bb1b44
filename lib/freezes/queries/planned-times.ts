import { and, asc, eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { calendarEvents, calendars, freezePeriods, freezes } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideFreezeRule } from "@/lib/domain/window-rule";
import type { PreviewFreezeInput } from "@/lib/freezes/input";
import { merge, type Range } from "@/lib/time/range";
import { expandRule, type TimeRule } from "@/lib/time/recurrence";
import { maxOpenings } from "@/lib/time/validate-rule";

/** When a freeze closes: by a rule, or in stretches that no rule gives, in order (a calendar's, a stopped line's). */
export type FreezeTimes = { rule: TimeRule } | { stretches: Range[]; zone: string };

type AskedTimes = Pick<
  PreviewFreezeInput,
  "freezeId" | "calendarId" | "localStart" | "zone" | "durationMinutes" | "rrule" | "exdates" | "rdates"
> & { periods?: readonly Range[] };

/**
 * When a freeze that is not saved would close: by the rule that is asked about, in given stretches, while the events of a calendar last,
 * or, with none of these, as the freeze that is changed does now. Refuses a rule that could not be saved (like saving it), none at all
 * (`invalid_input`), and a calendar or a freeze that is not there (`not_found`). Stretches are read for `within`.
 */
export async function readPlannedTimes(
  reader: Reader,
  asked: AskedTimes,
  within: Range,
  now: Date,
): Promise<Result<FreezeTimes>> {
  const { localStart, zone, durationMinutes, rrule, exdates, rdates, calendarId, freezeId, periods } = asked;
  if (periods !== undefined) return accept({ stretches: merge(periods), zone: "UTC" });
  if (calendarId !== undefined) return await timesOfCalendar(reader, calendarId, within);
  const isUnsaid = localStart === undefined && zone === undefined && durationMinutes === undefined && rrule === null;
  if (isUnsaid && freezeId !== undefined) {
    const times = await readTimesOfFreeze(reader, freezeId, within);
    return times ? accept(times) : refuse("not_found", "There is no such freeze.", { field: "freezeId" });
  }
  if (localStart === undefined) return unsaid("localStart");
  if (zone === undefined) return unsaid("zone");
  if (durationMinutes === undefined) return unsaid("durationMinutes");
  const rule = { localStart, zone, durationMinutes, rrule, exdates, rdates };
  const checked = decideFreezeRule(rule, now);
  return checked.ok ? accept({ rule }) : checked;
}

const unsaid = (field: string) =>
  refuse("invalid_input", "Say when it closes: from when, for how long, where.", { field });

/**
 * When a freeze closes now. One that follows a calendar is told with what the calendar says of the time before it was set, so that it can
 * be replayed. `undefined`: there is none.
 */
export async function readTimesOfFreeze(
  reader: Reader,
  freezeId: string,
  within: Range,
): Promise<FreezeTimes | undefined> {
  const [freeze] = await reader.select().from(freezes).where(eq(freezes.id, freezeId));
  if (!freeze) return undefined;
  const { zone, calendarId, stopsTheLine } = freeze;
  if (!stopsTheLine && calendarId === null) return { rule: freeze };
  const written = await reader
    .select({ during: freezePeriods.during })
    .from(freezePeriods)
    .where(and(eq(freezePeriods.freezeId, freezeId), overlapsRange(freezePeriods.during, within)));
  const events = calendarId === null ? [] : await loadEvents(reader, calendarId, within);
  return { stretches: merge([...written, ...events].map(({ during }) => during)), zone };
}

async function timesOfCalendar(reader: Reader, calendarId: string, within: Range): Promise<Result<FreezeTimes>> {
  const [calendar] = await reader.select().from(calendars).where(eq(calendars.id, calendarId));
  if (!calendar) return refuse("not_found", "There is no such calendar.", { field: "calendarId" });
  const events = await loadEvents(reader, calendarId, within);
  return accept({ stretches: merge(events.map(({ during }) => during)), zone: calendar.zone });
}

async function loadEvents(reader: Reader, calendarId: string, within: Range) {
  return await reader
    .select({ during: calendarEvents.during })
    .from(calendarEvents)
    .where(and(eq(calendarEvents.calendarId, calendarId), overlapsRange(calendarEvents.during, within)))
    .orderBy(asc(sql`lower(${calendarEvents.during})`));
}

/** The stretches of the times that share an instant with `within`, in order. */
export function stretchesWithin(times: FreezeTimes, within: Range): Range[] {
  if ("stretches" in times) return times.stretches.filter(({ start, end }) => start < within.end && end > within.start);
  return expandRule(times.rule, within, maxOpenings).occurrences.map(({ during }) => during);
}
