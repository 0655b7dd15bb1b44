import type { Opening, Slot } from "@/components/schedule/schedule-data";
import type { Place } from "@/lib/domain/booking-facts";
import { instantOfMinute } from "@/lib/time/calendar";
import { contains, lengthMs, type Range } from "@/lib/time/range";
import type { Target } from "./target";

/** What is under the hand: a slot by its middle or an edge, or a stretch of free room. */
export type Dragged =
  | { act: "move"; slot: Slot; grabMinutes: number }
  | { act: "start" | "end"; slot: Slot }
  | { act: "book"; room: { occurrenceId: string | null; lane: number }; anchor: Date };

/** Where times may lie: every so many minutes from an origin on, and at the end of the opening. */
export type Grid = { origin: Date; stepMs: number; during?: Range };

const minuteMs = 60_000;
/** Where no window says it. */
const usualMinutes = 15;

export function gridOf(opening: Opening | undefined, day: Range): Grid {
  if (opening === undefined) return { origin: day.start, stepMs: usualMinutes * minuteMs };
  return { origin: opening.during.start, stepMs: opening.granularityMinutes * minuteMs, during: opening.during };
}

export function snap(at: Date, { origin, stepMs, during }: Grid, round: (steps: number) => number = Math.round): Date {
  const onGrid = origin.getTime() + round((at.getTime() - origin.getTime()) / stepMs) * stepMs;
  // The opening's own end is on its grid, whatever the steps are.
  const isNearerEnd =
    during !== undefined && Math.abs(at.getTime() - during.end.getTime()) < Math.abs(at.getTime() - onGrid);
  return isNearerEnd ? during.end : new Date(onGrid);
}

const after = (at: Date, ms: number) => new Date(at.getTime() + ms);

/**
 * The place that is wished for with the hand at a target: on the grid of the opening there. A slot keeps its length; one that would
 * stick out of the opening under the hand is moved inside, and beside all openings it stands where the hand says, for the rules to
 * refuse.
 */
export function wishAt(
  dragged: Dragged,
  target: Target,
  day: Range,
  zone: string,
  openings: readonly Opening[],
): Place {
  const under = instantOfMinute(day, target.minute, zone);
  switch (dragged.act) {
    case "move": {
      const { slot, grabMinutes } = dragged;
      // What needs no window is not put into one by a slip of the hand.
      const opening = slot.occurrenceId === null ? undefined : target.band?.of;
      const start = after(under, -grabMinutes * minuteMs);
      const during = movedInto(gridOf(opening, day), start, lengthMs(slot.during), under);
      return { occurrenceId: opening?.id ?? null, lane: opening ? target.lane : slot.lane, during };
    }
    case "start":
    case "end": {
      const { slot } = dragged;
      const grid = gridOf(openingOf(slot.occurrenceId, openings), day);
      const { occurrenceId, lane } = slot;
      return { occurrenceId, lane, during: stretched(slot.during, dragged.act, snap(under, grid), grid.stepMs) };
    }
    case "book": {
      const { room, anchor } = dragged;
      const grid = gridOf(openingOf(room.occurrenceId, openings), day);
      return { ...room, during: spanned(anchor, under, grid) };
    }
  }
}

function openingOf(occurrenceId: string | null, openings: readonly Opening[]): Opening | undefined {
  return occurrenceId === null ? undefined : openings.find(({ id }) => id === occurrenceId);
}

export function movedInto(grid: Grid, start: Date, length: number, under: Date): Range {
  const { during } = grid;
  const snapped = snap(start, grid);
  const wished = { start: snapped, end: after(snapped, length) };
  if (during === undefined || !contains(during, under) || length > lengthMs(during)) return wished;
  if (wished.start < during.start) return { start: during.start, end: after(during.start, length) };
  if (wished.end <= during.end) return wished;
  const latest = snap(after(during.end, -length), { ...grid, during: undefined }, Math.floor);
  return { start: latest, end: after(latest, length) };
}

/** One edge elsewhere; the other stays, and a step lies between them at least. */
export function stretched(during: Range, edge: "start" | "end", to: Date, stepMs: number): Range {
  if (edge === "end")
    return { start: during.start, end: new Date(Math.max(to.getTime(), during.start.getTime() + stepMs)) };
  return { start: new Date(Math.min(to.getTime(), during.end.getTime() - stepMs)), end: during.end };
}

/** From where the hand went down to where it is, in whole steps and at least one. */
function spanned(anchor: Date, under: Date, grid: Grid): Range {
  const [first, last] = anchor <= under ? [anchor, under] : [under, anchor];
  const start = snap(first, { ...grid, during: undefined }, Math.floor);
  const end = snap(last, { ...grid, during: undefined }, Math.ceil);
  const least = Math.max(end.getTime(), start.getTime() + grid.stepMs);
  const limit = grid.during?.end.getTime() ?? Number.POSITIVE_INFINITY;
  // A last step that the opening's end cuts short is a step all the same.
  return { start, end: new Date(last <= new Date(limit) ? Math.min(least, limit) : least) };
}
