import { formatDay } from "@/lib/time/format";
import { type ColumnNeed, columnEdges, columnWidths } from "./column-widths";
import type { Band, DayPlan } from "./day-plan";
import type { HourScale } from "./hour-scale";
import type { Share } from "./side-by-side";

/** In pixels of the calendar's content: from its left, gutter included, and from the top of its axis. */
export type Box = { left: number; top: number; width: number; height: number };

/** Where everything stands: enough to tell from a point what lies there and from a place where to draw it. */
export type Layout = {
  plans: readonly DayPlan[];
  scale: HourScale;
  zone: string;
  /** Where each day's column begins; one more than there are days. */
  edges: readonly number[];
};

export const gutterWidth = 60;

/**
 * A lane narrower than this says nothing; the week scrolls sideways instead. An empty one only invites to book, and where there
 * are many, each has to do with less.
 */
const narrowestLane = { few: 66, many: 46, empty: 40 };
export const manyLanes = 5;
/** Seven days of this width fit beside the navigation of a laptop. */
const narrowestDay = 104;
/** Bands keep this far from the edges of their day. */
const bandInset = 4;

/** As wide as its lanes need; a day of the weekend, where little happens, is content with less of the rest. */
export function needOfDay({ day, bands, anytime }: DayPlan, zone: string): ColumnNeed {
  const needs = bands.map(({ of, width, slots, taken }) => {
    const isEmpty = slots.length + taken.length === 0;
    const lane = isEmpty ? narrowestLane.empty : of.lanes > manyLanes ? narrowestLane.many : narrowestLane.few;
    return (of.lanes * lane) / width;
  });
  const beside = anytime.map(({ width }) => narrowestLane.many / width);
  const isWeekend = /^S/.test(formatDay(day.start, zone, "short"));
  return { least: Math.ceil(Math.max(narrowestDay, ...needs, ...beside)), share: isWeekend ? 0.6 : 1 };
}

export function layoutOf(plans: readonly DayPlan[], scale: HourScale, zone: string, width: number): Layout {
  const needs = plans.map((plan) => needOfDay(plan, zone));
  return { plans, scale, zone, edges: columnEdges(columnWidths(needs, width - gutterWidth), gutterWidth) };
}

export function columnOf({ edges }: Layout, day: number): { left: number; width: number } {
  const left = edges[day] ?? gutterWidth;
  return { left, width: (edges[day + 1] ?? left) - left };
}

/** The inside of a band, which its lanes share. */
export function bandBox(layout: Layout, day: number, band: Band): Box {
  const { left, width } = columnOf(layout, day);
  const top = layout.scale.yOf(band.from);
  return {
    left: left + band.left * width + bandInset,
    width: band.width * width - 2 * bandInset,
    top,
    height: layout.scale.yOf(band.to) - top,
  };
}

/** What stands in a band, or beside all bands in the lane of what needs none. */
export function pieceBox(layout: Layout, day: number, piece: Share & { from: number; to: number }, band?: Band): Box {
  const room = band ? bandBox(layout, day, band) : columnOf(layout, day);
  const top = layout.scale.yOf(piece.from);
  return {
    left: room.left + piece.left * room.width + 2,
    width: piece.width * room.width - 4,
    top: top + 1,
    height: layout.scale.yOf(piece.to) - top - 3,
  };
}
