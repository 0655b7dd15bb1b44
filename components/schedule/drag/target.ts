import type { Band } from "@/components/schedule/grid/day-plan";
import { type Box, bandBox, type Layout } from "@/components/schedule/grid/layout";

/** What lies under a point of the calendar: a day, a minute of it, and the opening that is meant. */
export type Target = { day: number; minute: number; band?: Band; lane: number };

export type Point = { x: number; y: number };

/**
 * Every point means something: beside the days the nearest day, beside all openings of a day the nearest of them, so that a hand
 * that strays is told what it is too far from. `band` is missing on a day without openings.
 */
export function targetAt(layout: Layout, { x, y }: Point): Target {
  const day = dayAt(layout.edges, x);
  const minute = layout.scale.minuteAt(y);
  const bands = (layout.plans[day]?.bands ?? []).map((band) => ({ band, box: bandBox(layout, day, band) }));
  let nearest: (typeof bands)[number] | undefined;
  for (const each of bands) {
    if (nearest === undefined || distance(each.box, x, y) < distance(nearest.box, x, y)) nearest = each;
  }
  if (nearest === undefined) return { day, minute, lane: 1 };
  const { band, box } = nearest;
  const across = (x - box.left) / Math.max(1, box.width);
  return { day, minute, band, lane: Math.min(band.of.lanes, Math.max(1, Math.floor(across * band.of.lanes) + 1)) };
}

function dayAt(edges: readonly number[], x: number): number {
  const last = edges.length - 2;
  let day = 0;
  while (day < last && (edges[day + 1] ?? 0) <= x) day += 1;
  return day;
}

/** Beside counts more than above or below: whoever goes down a lane means the window below, not the one next to it. */
function distance({ left, top, width, height }: Box, x: number, y: number): number {
  const beside = Math.max(0, left - x, x - left - width);
  const above = Math.max(0, top - y, y - top - height);
  return beside * 4 + above;
}
