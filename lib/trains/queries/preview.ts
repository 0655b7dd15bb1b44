import { inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments } from "@/db/schema";
import { type FreezeRule, freezesThatHit, reachesEnvironment } from "@/lib/domain/freeze";
import { holidaysOf } from "@/lib/domain/holidays";
import { accept, type Result } from "@/lib/domain/refusal";
import type { Milestone } from "@/lib/domain/train-milestones";
import { decideTrainRule } from "@/lib/domain/train-rule";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import { contains } from "@/lib/time/range";
import type { Adjustment } from "@/lib/time/zone";
import type { PreviewTrainInput } from "@/lib/trains/input/trains";
import { loadHolidays } from "./working-calendar";

/**
 * When a timetable would depart and what its milestones would be, without saving it: with the holidays it goes around, what clock changes do
 * to it, and the freezes that would hold it. Refuses like setting a train up.
 */
export async function previewTrain(reader: Reader, input: PreviewTrainInput, now: Date) {
  const { environmentIds, count, ...rule } = input;
  const events = await loadHolidays(reader, rule.holidayCalendarId);
  const checked = decideTrainRule(rule, { weekdays: rule.weekdays, holidays: holidaysOf(events) }, now, count);
  if (!checked.ok) return checked satisfies Result<never>;
  const { departures, truncated, leftOut } = checked.value;
  const [first, last] = [departures[0], departures.at(-1)];
  const span = { start: first?.at.boarding ?? now, end: last?.at.arrival ?? now };
  const reach = { start: now, end: new Date(Math.max(span.end.getTime(), now.getTime() + 1)) };
  const freezes = await loadFreezes(reader, reach);
  const stops =
    environmentIds.length === 0
      ? []
      : await reader.select().from(environments).where(inArray(environments.id, environmentIds));
  const closing = (at: Date) => freezes.filter((freeze) => closes(freeze, stops, at)).map(({ name }) => name);
  const seen = events.filter(({ allDay, during }) => allDay && during.start < span.end && during.end > span.start);
  return accept({
    departures: departures.map(({ originalLocalStart, localStart, at, dayOff, adjusted }) => ({
      originalLocalStart,
      localStart,
      at,
      dayOff: dayOff ?? null,
      adjusted: Object.entries(adjusted).map(([milestone, how]) => ({
        milestone: milestone as Milestone,
        how: how as Adjustment,
      })),
      freezes: [...new Set(closing(at.departure))],
    })),
    truncated,
    leftOut,
    holidays: seen.flatMap((event) => holidaysOf([event]).map((day) => ({ day, title: event.title }))),
  });
}

function closes(freeze: FreezeRule, stops: readonly { id: string }[], at: Date): boolean {
  if (!contains(freeze.during, at)) return false;
  return stops.some(
    ({ id }) =>
      reachesEnvironment(freeze.scope, id) &&
      freezesThatHit([freeze], [{ environmentId: id, origin: "train" }]).some(({ during }) => contains(during, at)),
  );
}
