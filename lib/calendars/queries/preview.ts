import type { Reader } from "@/db/client";
import type { PreviewCalendarInput } from "@/lib/calendars/input";
import { stretchesOfEvents } from "@/lib/domain/calendar-closing";
import { accept, type Result } from "@/lib/domain/refusal";
import { mostGivenPeriods, rehearsalRanges } from "@/lib/domain/rehearsal";
import { listSlotsHitBy } from "@/lib/freezes/queries/freeze-hits";
import { freezeScopeOf, namesOfScope } from "@/lib/freezes/queries/scope";
import { intersect, merge, type Range } from "@/lib/time/range";
import type { Reading } from "./reading";

const eventsShown = 12;
const pastShown = 5;
const slotsListed = 50;

/** What a calendar that was read would bring in, and whom it would hit as a freeze. Refuses a scope that names what is not there. */
export async function previewReading(
  reader: Reader,
  input: PreviewCalendarInput,
  reading: Reading,
  now: Date,
): Promise<Result<CalendarPreview>> {
  const { freeze, zone } = input;
  const { events, notes, ownName } = reading;
  const coming = events.filter(({ during }) => during.end > now);
  const past = events.filter(({ during }) => during.end <= now);
  const shown = ({ title, allDay, during }: (typeof events)[number]) => ({ title, allDay, during });
  const preview = {
    name: ownName,
    count: events.length,
    coming: coming.length,
    past: past.length,
    events: coming.slice(0, eventsShown).map(shown),
    pastEvents: past.slice(-pastShown).reverse().map(shown),
    notes: coming.length > 0 ? notes : [...notes, emptyWords(past.length)],
  };
  if (freeze === undefined) return accept({ ...preview, closing: null });
  const names = await namesOfScope(reader, freeze);
  if (!names.ok) return { ok: false, refusal: { ...names.refusal, field: `freeze.${names.refusal.field ?? "grade"}` } };
  const periods = stretchesOfEvents(events, zone, now).map(({ during }) => during);
  const { hits, passing } = await listSlotsHitBy(reader, {
    grade: freeze.grade,
    scope: freezeScopeOf(freeze),
    periods,
  });
  return accept({
    ...preview,
    closing: {
      stretches: periods.length,
      rehearsed: rehearsedPeriods(events, now),
      hits: hits.slice(0, slotsListed),
      hitCount: hits.length,
      passing: passing.slice(0, slotsListed),
      passingCount: passing.length,
    },
  });
}

/** What a rehearsal is asked with: a year back and a quarter on, as the fewest stretches; null: more than can be asked. */
function rehearsedPeriods(events: Reading["events"], now: Date): Range[] | null {
  const { past, coming } = rehearsalRanges(now);
  const within = { start: past.start, end: coming.end };
  const periods = merge(events.flatMap(({ during }) => intersect(during, within) ?? []));
  return periods.length > mostGivenPeriods ? null : periods;
}

type Shown = Pick<Reading["events"][number], "title" | "allDay" | "during">;
type Whom = Awaited<ReturnType<typeof listSlotsHitBy>>;
export type CalendarPreview = {
  name: string | null;
  count: number;
  coming: number;
  past: number;
  events: Shown[];
  pastEvents: Shown[];
  notes: string[];
  closing: {
    stretches: number;
    rehearsed: Range[] | null;
    hits: Whom["hits"];
    hitCount: number;
    passing: Whom["passing"];
    passingCount: number;
  } | null;
};

function emptyWords(past: number): string {
  return past === 0
    ? "There are no events between a year ago and two years from now in it."
    : "All its events are over: it would mark and close nothing that is still to come.";
}
