import type { Layout } from "@/components/schedule/grid/layout";
import type { Opening } from "@/components/schedule/schedule-data";
import type { Place } from "@/lib/domain/booking-facts";
import { indexOfDay, instantOfMinute, minuteOfDay } from "@/lib/time/calendar";
import { contains, lengthMs, type Range } from "@/lib/time/range";
import { gridOf, movedInto, stretched } from "./wish";

/** A key that moves what was picked up. */
export type StepKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "PageUp" | "PageDown";

const after = (at: Date, ms: number) => new Date(at.getTime() + ms);

/**
 * Where a step takes a place. Up and down: a step of the opening's grid, and past its edge into the next opening of the day. Left
 * and right: a lane, and past the last one a day. Page up and down: a day. With `stretch` the end moves (up, down) or the start
 * (left, right). `undefined`: there is nothing that way in view.
 */
export function stepped(place: Place, key: StepKey, stretch: boolean, layout: Layout): Place | undefined {
  const dayIndex = dayOfPlace(place, layout);
  const day = layout.plans[dayIndex]?.day;
  if (day === undefined) return undefined;
  const opening = openingOf(place.occurrenceId, layout);
  const { stepMs } = gridOf(opening, day);
  const back = key === "ArrowUp" || key === "ArrowLeft" || key === "PageUp";
  const sign = back ? -1 : 1;
  if (stretch) {
    const edge = key === "ArrowUp" || key === "ArrowDown" ? "end" : "start";
    return { ...place, during: stretched(place.during, edge, after(place.during[edge], sign * stepMs), stepMs) };
  }
  if (key === "ArrowUp" || key === "ArrowDown") return stepInTime(place, opening, sign, stepMs, layout);
  if (opening !== undefined && (key === "ArrowLeft" || key === "ArrowRight")) {
    const lane = place.lane + sign;
    if (lane >= 1 && lane <= opening.lanes) return { ...place, lane };
  }
  return stepToDay(place, dayIndex, sign, key.startsWith("Arrow"), layout);
}

export function dayOfPlace({ during }: Pick<Place, "during">, { plans }: Layout): number {
  return indexOfDay(
    plans.map(({ day }) => day),
    during.start,
  );
}

function openingsOf({ plans }: Layout): Opening[] {
  const byId = new Map(plans.flatMap(({ bands }) => bands.map(({ of }) => [of.id, of])));
  return [...byId.values()].sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
}

function openingOf(occurrenceId: string | null, layout: Layout): Opening | undefined {
  return openingsOf(layout).find(({ id }) => id === occurrenceId);
}

function stepInTime(
  place: Place,
  opening: Opening | undefined,
  sign: number,
  stepMs: number,
  layout: Layout,
): Place | undefined {
  const start = after(place.during.start, sign * stepMs);
  const during = { start, end: after(place.during.end, sign * stepMs) };
  if (opening === undefined) return { ...place, during };
  const leaves = sign < 0 ? during.start < opening.during.start : during.end > opening.during.end;
  if (!leaves) return { ...place, during };
  const openings = openingsOf(layout);
  const next =
    sign < 0
      ? openings.findLast((each) => each.during.end <= opening.during.start)
      : openings.find((each) => each.during.start >= opening.during.end);
  return next && placeIn(next, place, sign < 0 ? next.during.end : next.during.start);
}

/** The place in another opening: its length and its lane kept as far as they fit, around the instant that is meant. */
function placeIn(opening: Opening, { lane, during }: Place, around: Date): Place {
  const inside = contains(opening.during, around) ? around : opening.during.start;
  const range: Range = movedInto(gridOf(opening, opening.during), around, lengthMs(during), inside);
  return { occurrenceId: opening.id, lane: Math.min(lane, opening.lanes), during: range };
}

function stepToDay(
  place: Place,
  dayIndex: number,
  sign: number,
  resetLane: boolean,
  layout: Layout,
): Place | undefined {
  const { plans, zone } = layout;
  const minute = minuteOfDay(place.during.start, zone);
  for (let index = dayIndex + sign; index >= 0 && index < plans.length; index += sign) {
    const plan = plans[index];
    if (plan === undefined) return undefined;
    const at = instantOfMinute(plan.day, minute, zone);
    if (place.occurrenceId === null) return { ...place, during: { start: at, end: after(at, lengthMs(place.during)) } };
    const [nearest] = plan.bands
      .map(({ of }) => of)
      .sort((a, b) => apart(a.during, at) - apart(b.during, at) || a.during.start.getTime() - b.during.start.getTime());
    if (nearest === undefined) continue;
    const moved = placeIn(nearest, place, at);
    return resetLane ? { ...moved, lane: sign > 0 ? 1 : nearest.lanes } : moved;
  }
  return undefined;
}

/** How far an instant is from a range; 0 inside. */
function apart({ start, end }: Range, at: Date): number {
  return Math.max(0, start.getTime() - at.getTime(), at.getTime() - end.getTime());
}
