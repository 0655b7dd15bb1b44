import type { Range } from "@/lib/time/range";

/** A place while somebody chooses it. Without an opening: in an environment that is always open. */
export type ChosenPlace = { occurrenceId: string | null; lane: number; during: Range };

type Opening = { during: Range; granularityMinutes: number; lanes: number };

const minuteMs = 60_000;
/** More choices than these nobody reads; the grid of a very long opening is then coarser. */
const mostSteps = 400;
export const usualMinutes = 60;

/** The instants at which slots of an opening may start and end: its grid, and its own end. */
export function gridOf({ during, granularityMinutes }: Opening): Date[] {
  const length = during.end.getTime() - during.start.getTime();
  const factor = Math.ceil(length / (granularityMinutes * minuteMs) / mostSteps);
  const step = granularityMinutes * minuteMs * Math.max(1, factor);
  const grid = Array.from(
    { length: Math.ceil(length / step) },
    (_, index) => new Date(during.start.getTime() + index * step),
  );
  return [...grid, during.end];
}

/** The place with another start; it keeps its length as far as the opening lasts. */
export function startingAt(place: ChosenPlace, start: Date, opening: Opening): ChosenPlace {
  const length = place.during.end.getTime() - place.during.start.getTime();
  const end = new Date(Math.min(start.getTime() + length, opening.during.end.getTime()));
  return { ...place, during: { start, end } };
}

/** The first part of some free room, an hour long or as long as the room. */
export function firstPartOf(room: Range, minutes = usualMinutes): Range {
  const end = new Date(Math.min(room.start.getTime() + minutes * minuteMs, room.end.getTime()));
  return { start: room.start, end };
}

/** Of several free rooms the first that is long enough, else the longest: a minute between two slots is no place to propose. */
export function roomFor<Room extends { during: Range }>(
  rooms: readonly Room[],
  minutes = usualMinutes,
): Room | undefined {
  const length = ({ during }: Room) => during.end.getTime() - during.start.getTime();
  const longest = Math.max(0, ...rooms.map(length));
  return rooms.find((room) => length(room) >= Math.min(minutes * minuteMs, longest));
}

export const samePlace = (a: ChosenPlace, b: ChosenPlace) => placeKey(a) === placeKey(b);

/** One text for one place, to tell places apart. */
export function placeKey({ occurrenceId, lane, during }: ChosenPlace): string {
  return [occurrenceId, lane, during.start.getTime(), during.end.getTime()].join(" ");
}

/** The place as procedures take it. */
export function placeInput({ occurrenceId, lane, during }: ChosenPlace, environmentId: string) {
  const range = { start: during.start.toISOString(), end: during.end.toISOString() };
  return occurrenceId === null ? { environmentId, lane, during: range } : { occurrenceId, lane, during: range };
}
