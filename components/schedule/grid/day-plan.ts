import { marksOnDay } from "@/components/schedule/data/marks-on-day";
import type { FreeRoom, Freeze, Mark, Opening, Slot, TakenPlace, WeekPlan } from "@/components/schedule/schedule-data";
import { minuteOfDay } from "@/lib/time/calendar";
import { encloses, overlaps, type Range } from "@/lib/time/range";
import type { MinuteSpan } from "./hour-scale";
import { inLanes } from "./in-lanes";
import type { Piece, Placed } from "./placed";
import { sideBySide } from "./side-by-side";

export type Band = Placed<Opening> & {
  /** Whether its name can stand above it without covering what ends there. */
  roomAbove: boolean;
  slots: Placed<Slot>[];
  taken: Placed<TakenPlace>[];
  free: (Placed<FreeRoom> & { hotfixOnly: boolean })[];
};

export type DayPlan = {
  day: Range;
  bands: Band[];
  /** Slots that need no window, in a lane of their own at the right: where it begins. 0: it has the whole day. */
  anytime: Placed<Slot>[];
  anytimeLeft: number;
  freezes: Piece<Freeze>[];
  marks: Piece<Mark>[];
};

/** What lies in one day; of everything else the day's plan does not depend. */
export type DayFacts = Omit<WeekPlan, "environment" | "anytime">;

export function factsOfDay(plan: WeekPlan, day: Range, zone: string): DayFacts {
  const inDay = <T extends { during: Range }>(things: readonly T[]) =>
    things.filter(({ during }) => during.start < day.end && day.start < during.end);
  return {
    occurrences: inDay(plan.occurrences).filter(({ status }) => status === "scheduled"),
    freezes: inDay(plan.freezes),
    marks: marksOnDay(plan.marks, day, zone),
    slots: inDay(plan.slots),
    taken: inDay(plan.taken),
    free: inDay(plan.free),
  };
}

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

/** Whether a freeze that lets only hotfixes pass lies over the whole of it. */
function isForHotfixes(freezes: readonly Freeze[], { during }: FreeRoom): boolean {
  return freezes.some(
    ({ grade, only, except, during: frozen }) =>
      grade === "hotfix_only" && only.length + except.length === 0 && encloses(frozen, during),
  );
}

/** What the name of a window takes of the time before it, generously. */
const minutesOfName = 24;
/** The lane of what needs no window is one lane wide, within reason. */
const narrowestAnytime = 0.18;
const widestAnytime = 0.4;

function widthOfAnytime(bands: readonly Piece<Opening>[], slots: number): number {
  if (slots === 0) return 0;
  if (bands.length === 0) return 1;
  const lanes = Math.max(...bands.map(({ of }) => of.lanes));
  return Math.min(widestAnytime, Math.max(narrowestAnytime, 1 / (lanes + 1)));
}

/** Everything that one day's column shows, with its place: minutes down, fractions of the width across. */
export function planDay(facts: DayFacts, day: Range, zone: string): DayPlan {
  const openings = piecesOf(facts.occurrences, day, zone);
  const known = new Set(openings.map(({ of }) => of.id));
  const slots = piecesOf(facts.slots, day, zone);
  const taken = piecesOf(facts.taken, day, zone);
  const free = piecesOf(facts.free, day, zone);
  const alone = slots.filter(({ of }) => of.occurrenceId === null || !known.has(of.occurrenceId));
  const anytimeWidth = widthOfAnytime(openings, alone.length);
  const anytimeLeft = 1 - anytimeWidth;
  const shares = sideBySide(openings, ({ of }) => of.lanes);
  const bands = openings.map((piece, index): Band => {
    const { left, width } = shares[index] ?? { left: 0, width: 1 };
    const { id, lanes } = piece.of;
    const own = <T extends { occurrenceId: string | null }>(pieces: readonly Piece<T>[]) =>
      pieces.filter(({ of }) => of.occurrenceId === id);
    const covers = (other: Piece<Opening>) => other.from < piece.from && other.to > piece.from - minutesOfName;
    return {
      ...piece,
      left: left * anytimeLeft,
      width: width * anytimeLeft,
      roomAbove: piece.from >= minutesOfName && !openings.some(covers),
      slots: inLanes(own(slots), lanes),
      taken: inLanes(own(taken), lanes),
      free: inLanes(own(free), lanes).map((room) => ({ ...room, hotfixOnly: isForHotfixes(facts.freezes, room.of) })),
    };
  });
  const anytime = sideBySide(alone, () => 1).flatMap(({ left, width }, index) => {
    const piece = alone[index];
    return piece ? [{ ...piece, left: anytimeLeft + left * anytimeWidth, width: width * anytimeWidth }] : [];
  });
  // A whole day may begin and end a little aside, where another clock is read: it is drawn as a day all the same.
  const marks = facts.marks.map((of): Piece<Mark> => {
    return pieceOf(of, day, zone) ?? { of, from: 0, to: 1440, fromBefore: false, toAfter: false };
  });
  return { day, bands, anytime, anytimeLeft, freezes: piecesOf(facts.freezes, day, zone), marks };
}

const slotsOf = ({ bands, anytime }: DayPlan): MinuteSpan[] => [
  ...bands.flatMap((band) => [...band.slots, ...band.taken]),
  ...anytime,
];
const spanOf = ({ from, to }: MinuteSpan) => ({ from, to });

/** When something happens on any of the days: what the hour axis needs to know. */
export function hoursOf(plans: readonly DayPlan[]): {
  open: MinuteSpan[];
  slots: MinuteSpan[];
  shortestMinutes: number;
} {
  const slots = plans.flatMap(slotsOf);
  // What midnight cuts looks shorter than it is.
  const whole = slots.filter(({ from, to }) => from > 0 && to < 1440);
  return {
    open: plans.flatMap(({ bands }) => bands.map(spanOf)),
    slots: slots.map(spanOf),
    shortestMinutes: whole.reduce((shortest, { from, to }) => Math.min(shortest, to - from), 60),
  };
}

/** Whether the day has anything but freezes to show: a quiet Saturday needs no column. */
export function isQuiet({ bands, anytime }: DayPlan): boolean {
  return bands.length === 0 && anytime.length === 0;
}
