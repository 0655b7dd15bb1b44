import { minuteOfDay } from "@/lib/time/calendar";
import { encloses, overlaps, type Range } from "@/lib/time/range";
import type { MinuteSpan } from "./hour-scale";
import type { FreeRoom, Freeze, Opening, Slot, Week } from "./schedule-data";
import { type Share, sideBySide } from "./side-by-side";

/** The part of something that lies in one day, and whether it goes on at the other side of midnight. */
export type Piece<T> = MinuteSpan & { of: T; fromBefore: boolean; toAfter: boolean };
export type Placed<T> = Piece<T> & Share;

export type Band = Placed<Opening> & {
  /** Whether its name can stand above it without covering what ends there. */
  roomAbove: boolean;
  slots: Placed<Slot>[];
  free: (Placed<FreeRoom> & { hotfixOnly: boolean })[];
};

export type DayPlan = {
  day: Range;
  bands: Band[];
  /** Slots that need no window. */
  anytime: Placed<Slot>[];
  freezes: Piece<Freeze>[];
};

function pieceOf<T extends { during: Range }>(thing: T, day: Range, zone: string): Piece<T> | undefined {
  if (!overlaps(thing.during, day)) return undefined;
  const { start, end } = thing.during;
  const from = start <= day.start ? 0 : minuteOfDay(start, zone);
  const to = end >= day.end ? 1440 : minuteOfDay(end, zone);
  // In the hour that a clock change repeats, a slot can end at an earlier wall time than it began.
  return { of: thing, from, to: Math.max(to, from + 5), fromBefore: start < day.start, toAfter: end > day.end };
}

function piecesOf<T extends { during: Range }>(things: readonly T[], day: Range, zone: string): Piece<T>[] {
  return things.flatMap((thing) => pieceOf(thing, day, zone) ?? []);
}

/** Within one lane things normally follow each other; a missed slot and its successor in the same room share the width. */
function inLanes<T extends { lane: number }>(pieces: readonly Piece<T>[], lanes: number): Placed<T>[] {
  return Array.from({ length: lanes }, (_, index) => index).flatMap((index) => {
    const own = pieces.filter(({ of }) => of.lane === index + 1);
    const shares = sideBySide(own, () => 1);
    return own.map((piece, place) => {
      const { left, width } = shares[place] ?? { left: 0, width: 1 };
      return { ...piece, left: (index + left) / lanes, width: width / lanes };
    });
  });
}

type Column = { kind: "band"; piece: Piece<Opening> } | { kind: "slot"; piece: Piece<Slot> };

/** Whether a freeze that lets only hotfixes pass lies over the whole of it. */
function isForHotfixes({ freezes }: Week, { during }: FreeRoom): boolean {
  return freezes.some(
    ({ grade, only, during: frozen }) => grade === "hotfix_only" && only.length === 0 && encloses(frozen, during),
  );
}

/** What the name of a window takes of the time before it, generously. */
const minutesOfName = 24;

/** Everything that one day's column shows, with its place: minutes down, fractions of the width across. */
export function planDay(week: Week, day: Range, zone: string): DayPlan {
  const openings = week.occurrences.filter(({ status }) => status === "scheduled");
  const known = new Set(openings.map(({ id }) => id));
  const slots = piecesOf(week.slots, day, zone);
  const free = piecesOf(week.free, day, zone);
  const columns: Column[] = [
    ...piecesOf(openings, day, zone).map((piece) => ({ kind: "band" as const, piece })),
    ...slots
      .filter(({ of }) => of.occurrenceId === null || !known.has(of.occurrenceId))
      .map((piece) => ({ kind: "slot" as const, piece })),
  ];
  const spans = columns.map((column) => ({ ...column, from: column.piece.from, to: column.piece.to }));
  const shares = sideBySide(spans, (column) => (column.kind === "band" ? column.piece.of.lanes : 1));
  const bands: Band[] = [];
  const anytime: Placed<Slot>[] = [];
  for (const [index, column] of columns.entries()) {
    const share = shares[index] ?? { left: 0, width: 1 };
    if (column.kind === "slot") {
      anytime.push({ ...column.piece, ...share });
      continue;
    }
    const { id, lanes } = column.piece.of;
    const { from } = column.piece;
    const covers = ({ piece }: Column) => piece.from < from && piece.to > from - minutesOfName;
    bands.push({
      ...column.piece,
      ...share,
      roomAbove: from >= minutesOfName && !columns.some(covers),
      slots: inLanes(
        slots.filter(({ of }) => of.occurrenceId === id),
        lanes,
      ),
      free: inLanes(
        free.filter(({ of }) => of.occurrenceId === id),
        lanes,
      ).map((piece) => ({ ...piece, hotfixOnly: isForHotfixes(week, piece.of) })),
    });
  }
  return { day, bands, anytime, freezes: piecesOf(week.freezes, day, zone) };
}

const slotsOf = ({ bands, anytime }: DayPlan) => [...bands.flatMap((band) => band.slots), ...anytime];
const spanOf = ({ from, to }: MinuteSpan) => ({ from, to });

/** When something happens on any of the days: what the hour axis needs to know. */
export function hoursOf(plans: readonly DayPlan[]): {
  open: MinuteSpan[];
  slots: MinuteSpan[];
  shortestMinutes: number;
} {
  const slots = plans.flatMap(slotsOf);
  const whole = slots.filter(({ fromBefore, toAfter }) => !fromBefore && !toAfter);
  return {
    open: plans.flatMap(({ bands }) => bands.map(spanOf)),
    slots: slots.map(spanOf),
    shortestMinutes: Math.min(60, ...whole.map(({ from, to }) => to - from)),
  };
}

/** Whether the day has anything but freezes to show: a quiet Saturday needs no column. */
export function isQuiet({ bands, anytime }: DayPlan): boolean {
  return bands.length === 0 && anytime.length === 0;
}
