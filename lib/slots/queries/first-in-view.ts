import { localDate, minuteOfDay } from "@/lib/time/calendar";
import { contains, lengthMs, type Range } from "@/lib/time/range";

/** Opening (its place in the list of openings; -1: none), lane, start and end in minutes since the start of the view. */
export type PlaceOnly = [opening: number, lane: number, startMinute: number, endMinute: number];

type Standing = { id: string; occurrenceId: string | null; lane: number; during: Range };
type Opening = { id: string; during: Range; lanes: number };

const minuteMs = 60_000;
/** About what a lane takes of the width of a calendar that must scroll sideways, and what a large screen has of it. */
const laneWidth = 46;
const screenWidth = 1600;
/** The calendar shows a little of what was, above the present. */
const minutesBeforeNow = 90;

/**
 * The slots that a screen shows first, in their order: of few lanes those of all days from the present (or the first slot) on, of
 * many lanes those of the days and lanes at the left. A guess, but a cheap one: the others follow a moment later.
 */
export function firstInView<T extends Standing>(
  rows: readonly T[],
  openings: readonly Opening[],
  { view, zone, now, count }: { view: Range; zone: string; now: Date; count: number },
): T[] {
  if (rows.length <= count) return [...rows];
  const leftOf = lanePositions(openings, zone);
  const isWide = Math.max(0, ...leftOf.values()) * laneWidth > screenWidth;
  const minutes = rows.map(({ during }) => (during.start <= view.start ? 0 : minuteOfDay(during.start, zone)));
  const anchor = contains(view, now) ? minuteOfDay(now, zone) - minutesBeforeNow : Math.min(...minutes);
  const ranked = rows.flatMap((row, index) => {
    const left = ((leftOf.get(row.occurrenceId ?? "") ?? 0) + row.lane) * laneWidth;
    if (isWide && left > screenWidth) return [];
    const minute = minutes[index] ?? 0;
    // What ended before the anchor comes last: it stands above the screen.
    const isAbove = minute + lengthMs(row.during) / minuteMs <= anchor;
    return [{ row, rank: isAbove ? minute + 1440 : minute }];
  });
  const first = new Set(
    ranked
      .sort((a, b) => a.rank - b.rank)
      .slice(0, count)
      .map(({ row }) => row),
  );
  return rows.filter((row) => first.has(row));
}

/** How many lanes stand to the left of each opening, day by day. */
function lanePositions(openings: readonly Opening[], zone: string): Map<string, number> {
  const widths = new Map<string, number>();
  const dayOf = (opening: Opening) => localDate(opening.during.start, zone);
  for (const opening of openings) widths.set(dayOf(opening), Math.max(widths.get(dayOf(opening)) ?? 0, opening.lanes));
  const lefts = new Map<string, number>();
  let left = 0;
  for (const day of [...widths.keys()].sort()) {
    lefts.set(day, left);
    left += widths.get(day) ?? 0;
  }
  return new Map(openings.map((opening) => [opening.id, lefts.get(dayOf(opening)) ?? 0]));
}

/** The places of those that were left out: enough to draw that they are taken, and to lay out the axis. */
export function placesOnly(
  rows: readonly Standing[],
  shown: readonly Standing[],
  openings: readonly Opening[],
  from: Date,
): PlaceOnly[] {
  if (shown.length === rows.length) return [];
  const known = new Set(shown.map(({ id }) => id));
  const indexOf = new Map(openings.map(({ id }, index) => [id, index]));
  const minute = (at: Date) => Math.round((at.getTime() - from.getTime()) / minuteMs);
  return rows
    .filter(({ id }) => !known.has(id))
    .map(({ occurrenceId, lane, during }) => [
      occurrenceId === null ? -1 : (indexOf.get(occurrenceId) ?? -1),
      lane,
      minute(during.start),
      minute(during.end),
    ]);
}
